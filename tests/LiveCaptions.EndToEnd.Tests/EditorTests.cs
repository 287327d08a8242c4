using System.Globalization;
using System.Text.Json;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.EndToEnd.Host;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>The page at <c>/library/{id}</c>: a recording with its captions, to hear and to put right.</summary>
public sealed class EditorTests
{
    private const string Script = "<img src=x onerror='window.ran = 1'>";

    /// <summary>A transcript of ten minutes.</summary>
    private const int Cues = 196;

    /// <summary>100 is what the editor has to stand; ten show whether anything is broken.</summary>
    private static readonly int Corrections = int.Parse(
        Environment.GetEnvironmentVariable("LIVECAPTIONS_EDITOR_CORRECTIONS") ?? "10", CultureInfo.InvariantCulture);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30 + Corrections);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task Sound_and_words_are_in_step_and_a_click_on_a_word_goes_there()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var id = await RecordedAsync(server, 20);
        var page = await OpenAsync(chromium, server, id);

        await page.Locator("lc-cue-rows [data-time]", new() { HasTextString = "worst" }).First.ClickAsync();
        var clicked = await page.EvaluateAsync<double>(Time);
        Assert.InRange(clicked, 3, 60);
        await page.Keyboard.PressAsync("Alt+k");
        await Expect(page.Locator("lc-cue-rows .lit")).ToHaveCountAsync(1);
        await page.WaitForFunctionAsync($"() => {Time} > {clicked.ToString(CultureInfo.InvariantCulture)} + 0.2");
        await page.Keyboard.PressAsync("Alt+k");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("lc-cue-rows .unsure").First).ToBeVisibleAsync();

        await Axe.AssertCleanAsync(page);
        await Screenshots.TakeAsync(page, "recording");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keys" }).ClickAsync();
        await Axe.AssertCleanAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByText("Upload to YouTube").ClickAsync();
        await Expect(page.GetByText("YouTube’s quota: 0 of")).ToBeVisibleAsync();
        await Axe.AssertCleanAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Many_corrections_are_made_and_taken_back_by_keyboard_alone()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var id = await RecordedAsync(server, Cues);
        var before = await TextsAsync(server, id);
        var page = await OpenAsync(chromium, server, id);
        await FocusTextAsync(page);
        var start = TimeProvider.System.GetTimestamp();

        for (var i = 0; i < Corrections; i++)
        {
            await page.Keyboard.PressAsync("End");
            await page.Keyboard.PressAsync("Control+End");
            await page.Keyboard.TypeAsync($" more{i} {Script}");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("lc-cue-rows [aria-current]")).ToContainTextAsync($"{i + 2}:");
        }

        await UntilAsync(async () => (await TextsAsync(server, id))[Corrections - 1].EndsWith(Script, StringComparison.Ordinal));
        Assert.Equal(Corrections, (await TextsAsync(server, id)).Count(text => text.Contains(" more", StringComparison.Ordinal)));
        var corrected = TimeProvider.System.GetElapsedTime(start);
        for (var i = 0; i < Corrections; i++)
        {
            await page.Keyboard.PressAsync("Alt+z");
        }

        await UntilAsync(async () => (await TextsAsync(server, id)).SequenceEqual(before));
        await WriteAsync(corrected, TimeProvider.System.GetElapsedTime(start) - corrected);
        await Expect(page.Locator("lc-cue-rows")).Not.ToContainTextAsync("more0");
        Assert.Null(await page.EvaluateAsync<int?>("window.ran ?? null"));
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task Cues_are_split_merged_moved_given_to_others_replaced_and_deleted_by_keys()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var id = await RecordedAsync(server, 8);
        var before = await server.Api.GetFinalsAsync(id);
        var page = await OpenAsync(chromium, server, id);
        await FocusTextAsync(page);

        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.PressAsync("Control+ArrowRight");
        await page.Keyboard.PressAsync("Control+ArrowRight");
        await page.Keyboard.PressAsync("Control+ArrowRight");
        await page.Keyboard.PressAsync("Alt+Enter");
        await UntilAsync(async () => (await server.Api.GetFinalsAsync(id)).Count == before.Count + 1);
        await Expect(page.GetByText("Split in two.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Alt+m");
        await UntilAsync(async () => (await TextsAsync(server, id)).SequenceEqual(before.Select(cue => cue.Text)));

        await page.Keyboard.PressAsync("Alt+Period");
        await Expect(page.GetByLabel("Start (s)")).ToHaveValueAsync("3.1");
        await page.Keyboard.PressAsync("Alt+2");
        await Expect(page.Locator("lc-cue-panel select")).ToHaveValueAsync("s2");
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await page.Keyboard.PressAsync("Alt+Backspace");
        await UntilAsync(async () => (await server.Api.GetFinalsAsync(id)).Count == before.Count - 1);

        await page.Keyboard.PressAsync("Alt+r");
        await page.Keyboard.TypeAsync("times");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("days");
        await Axe.AssertCleanAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await UntilAsync(async () => !(await TextsAsync(server, id)).Any(text => text.Contains("times", StringComparison.Ordinal)));
        await Expect(page.Locator("lc-cue-rows")).ToContainTextAsync("days");
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_shown_and_nothing_of_ones_own_is_lost()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var id = await RecordedAsync(server, 3);
        var page = await OpenAsync(chromium, server, id);
        await FocusTextAsync(page);
        await page.EvaluateAsync($"fetch('/api/sessions/{id}/cues/c1', {{ method: 'PATCH', "
            + "headers: { 'Content-Type': 'application/json' }, "
            + "body: JSON.stringify({ text: '1: theirs' }) })");

        await page.Locator("textarea").FillAsync("1: mine");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("theirs");
        await Expect(page.Locator("textarea")).ToHaveValueAsync("1: mine");
        await Axe.AssertCleanAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await UntilAsync(async () => (await TextsAsync(server, id))[0] == "1: mine");
    }

    [Fact]
    public async Task Transcript_for_publishing_is_the_one_that_is_opened_and_voices_are_merged_in_it()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var id = await RecordedAsync(server, 8);
        await server.StorePublishingAsync(id, [.. Enumerable.Range(1, 4).Select(number =>
            SaidSession.Timed(id, number, $"1: better {number}") with { Id = $"p{number}" })]);
        var page = await OpenAsync(chromium, server, id);
        await Expect(page.Locator("lc-cue-rows")).ToContainTextAsync("better 1");

        await page.GetByRole(AriaRole.Button, new() { Name = "Two voices are one" }).ClickAsync();
        await Axe.AssertCleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Captions given to another: 1")).ToBeVisibleAsync();
        await Expect(page.Locator("lc-cue-rows")).Not.ToContainTextAsync("Bob");

        await page.GetByLabel("Version").SelectOptionAsync("live");
        await Expect(page.Locator("lc-cue-rows")).ToContainTextAsync("Bob");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Find and replace" })).ToBeDisabledAsync();
        Assert.Empty(chromium.Complaints);
    }

    private const string Time = "document.querySelector('lc-recording').shadowRoot.querySelector('lc-editor').shadowRoot"
        + ".querySelector('lc-player').shadowRoot.querySelector('audio').currentTime";

    /// <summary>For docs/results, where somebody asks for it.</summary>
    private static async Task WriteAsync(TimeSpan corrected, TimeSpan undone)
    {
        if (Environment.GetEnvironmentVariable("LIVECAPTIONS_EDITOR_RESULT") is { } path)
        {
            var result = new
            {
                bench = "editor",
                date = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                machine = new { cores = Environment.ProcessorCount },
                settings = new { cues = Cues, corrections = Corrections },
                figures = new
                {
                    corrected = Corrections,
                    undone = Corrections,
                    correctingSeconds = Math.Round(corrected.TotalSeconds, 1),
                    undoingSeconds = Math.Round(undone.TotalSeconds, 1),
                },
            };
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(result, Indented));
        }
    }

    private static async Task<string> RecordedAsync(TestServer server, int cues)
    {
        var (id, _) = await server.Api.CreateSessionAsync(title: $"A tale {Script}");
        await server.StoreAsync(
            id, [.. Enumerable.Range(1, cues).Select(number => SaidSession.Timed(id, number))],
            new KnownSpeaker("s1", "Ann", Number: null), new KnownSpeaker("s2", "Bob", Number: null));
        await server.StoreRecordingAsync(id, [.. Enumerable.Repeat(Tones.Speak(6), (cues / 2) + 1).SelectMany(samples => samples)]);
        return id;
    }

    private static async Task<IPage> OpenAsync(Chromium chromium, TestServer server, string id)
    {
        var page = await chromium.OpenAsync($"{server.Address}/library/{id}");
        await page.SetViewportSizeAsync(1280, 800);
        await Expect(page.Locator("lc-cue-rows [aria-current]")).ToContainTextAsync("1:");
        await page.WaitForFunctionAsync($"() => {Time.Replace("currentTime", "readyState", StringComparison.Ordinal)} > 0");
        return page;
    }

    /// <summary>By Tab, as there is no mouse.</summary>
    private static async Task FocusTextAsync(IPage page)
    {
        for (var tab = 0; tab < 40; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.Locator("textarea:focus").CountAsync() > 0)
            {
                return;
            }
        }

        Assert.Fail("The field is not reached by Tab.");
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(TestServer server, string id) =>
        [.. (await server.Api.GetFinalsAsync(id)).OrderBy(cue => cue.Start).Select(cue => cue.Text)];

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "It did not become so in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
