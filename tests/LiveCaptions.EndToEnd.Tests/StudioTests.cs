using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.RegularExpressions;
using LiveCaptions.EndToEnd.Host;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>A host at <c>/</c> and <c>/studio/{id}</c>.</summary>
public sealed class StudioTests
{
    private static readonly Regex AnyWord = new(@"w\d+", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Who_never_saw_it_reads_their_own_words_after_one_click_and_every_state_is_accessible()
    {
        using var folder = new TempFolder();
        var microphone = folder.File("microphone.wav");
        WavFile.Write(microphone, Tones.Speak(20));
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync(microphone);
        var page = await chromium.OpenAsync(server.Address);
        var studio = new StudioPage(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Live captions of what is said" })).ToBeVisibleAsync();
        await ShowAsync(page, "home");

        await studio.StartMicrophoneAsync();
        await studio.HearsAsync(AnyWord);
        await Expect(page.GetByText("We hear you")).ToBeVisibleAsync();
        await ShowAsync(page, "studio-live");

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await studio.ShowsAsync("paused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await studio.ShowsAsync("live");
        foreach (var heading in (string[])[
            "Send captions to…", "Speakers", "Title and special words", "Health", "Addresses for OBS and encoders", "QR code for viewers"
        ])
        {
            await studio.UnfoldAsync(heading);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync();
        await ShowAsync(page, "studio-panels");
        await page.Keyboard.PressAsync("Escape");
        await studio.StopAsync();
        await ShowAsync(page, "studio-finished");
        await Expect(page.GetByLabel("Overlay for OBS (browser source)", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_reloaded_page_finds_its_session_and_goes_on_with_the_microphone()
    {
        using var folder = new TempFolder();
        var microphone = folder.File("microphone.wav");
        WavFile.Write(microphone, Tones.Speak(20));
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync(microphone);
        var page = await chromium.OpenAsync(server.Address);
        var answers = new ConcurrentQueue<Task>();
        page.Dialog += (_, dialog) => answers.Enqueue(dialog.AcceptAsync());
        var studio = new StudioPage(page);
        await studio.StartMicrophoneAsync();
        await studio.HearsAsync(AnyWord);
        var id = await studio.SessionIdAsync();
        Assert.EndsWith($"/studio/{id}", page.Url, StringComparison.Ordinal);

        await page.ReloadAsync();
        await Task.WhenAll(answers);
        await studio.HearsAsync(AnyWord);
        await Expect(page.GetByText("Nothing is sent from here now.")).ToBeVisibleAsync();
        var before = await server.Api.GetDurationAsync(id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Microphone", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Sound comes from this page.")).ToBeVisibleAsync();
        await studio.ShowsAsync("live");
        await Expect(page.GetByText("We hear you")).ToBeVisibleAsync(new() { Timeout = StudioPage.Patience });
        await studio.StopAsync();
        Assert.True(await server.Api.GetDurationAsync(id) > before, "Nothing came after the reload.");

        await page.GotoAsync(server.Address);
        await page.GetByRole(AriaRole.Link, new() { Name = "Untitled session" }).ClickAsync();
        await studio.ShowsAsync("finished");
    }

    [Fact]
    public async Task Words_are_corrected_where_they_stand_while_it_goes_on_by_mouse_and_by_keyboard()
    {
        using var folder = new TempFolder();
        var microphone = folder.File("microphone.wav");
        WavFile.Write(microphone, Tones.Speak(20));
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync(microphone);
        var page = await chromium.OpenAsync(server.Address);
        var studio = new StudioPage(page);
        await studio.StartMicrophoneAsync();
        await studio.HearsAsync(AnyWord);

        await page.Locator("span.cue").First.ClickAsync();
        await page.GetByLabel("What was said").FillAsync("Put right by mouse");
        await page.GetByLabel("What was said").PressAsync("Enter");
        await Expect(studio.Transcript).ToContainTextAsync("Put right by mouse");

        await page.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await page.Locator("button.cue").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("What was said")).ToBeFocusedAsync();
        await ShowAsync(page, "studio-correcting");
        await page.GetByLabel("What was said").FillAsync("Put right by hand");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Put right by hand (correct)" })).ToBeFocusedAsync();

        await studio.StopAsync();
        Assert.Contains(await server.Api.GetFinalsAsync(await studio.SessionIdAsync()), cue => cue.Text == "Put right by hand");
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task OBS_gets_its_addresses_and_viewers_their_link_and_words_are_changed()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(server.Address);
        var studio = new StudioPage(page);
        await page.GetByRole(AriaRole.Radio, new() { Name = "OBS or encoder" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the addresses" }).ClickAsync();

        await studio.ShowsAsync("waiting for sound");
        var id = await studio.SessionIdAsync();
        await Expect(page.GetByLabel("Server", new() { Exact = true }).Nth(1)).ToHaveValueAsync($"{server.Address}/whip/{id}");
        await Expect(page.GetByLabel("Server", new() { Exact = true }).First).ToHaveValueAsync(
            new Regex("^rtmp://127\\.0\\.0\\.1:\\d+/live$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy (Stream key)" }).ClickAsync();
        var key = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        await Expect(page.GetByLabel("Stream key", new() { Exact = true })).ToHaveValueAsync(key);
        await Expect(page.GetByText("This link works on this computer only.")).ToBeVisibleAsync();

        await page.GetByLabel("Anyone with the link may watch").CheckAsync();
        await studio.UnfoldAsync("Title and special words");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Morning show");
        await page.GetByLabel("Names and special words").FillAsync("Ada Lovelace");
        await page.GetByLabel("Write otherwise").FillAsync("jason = JSON");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Morning show");
        await ShowAsync(page, "studio-obs");

        await page.ReloadAsync();
        await Expect(page.GetByLabel("Anyone with the link may watch")).ToBeCheckedAsync();
        await studio.UnfoldAsync("Title and special words");
        await Expect(page.GetByLabel("Names and special words")).ToHaveValueAsync("Ada Lovelace");
        await Expect(page.GetByLabel("Write otherwise")).ToHaveValueAsync("jason = JSON");
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_colleague_comes_by_a_link_and_a_stranger_is_asked_for_a_key_that_may_be_wrong()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(server.Address);
        var studio = new StudioPage(page);
        await studio.StartMicrophoneAsync();
        await studio.UnfoldAsync("Let a colleague manage it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = await page.GetByLabel("Link for a colleague", new() { Exact = true }).InputValueAsync();
        _ = await server.MakeKeyAsync();

        await using var others = await Chromium.StartAsync();
        var stranger = await others.OpenAsync(link[..link.IndexOf('#', StringComparison.Ordinal)]);
        await Expect(stranger.GetByRole(AriaRole.Alert)).ToContainTextAsync("The server wants a key");
        await stranger.GetByLabel("Key").FillAsync("wrong");
        await stranger.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(stranger.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not take this key");
        await ShowAsync(stranger, "studio-key");

        var colleague = await others.OpenAsync(link);
        await new StudioPage(colleague).ShowsAsync("live");
        Assert.DoesNotContain("key", colleague.Url, StringComparison.Ordinal);
        await Expect(colleague.GetByText("This device has no key to send sound")).ToBeVisibleAsync();
        await colleague.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await colleague.Locator("lc-dialog").GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await new StudioPage(colleague).ShowsAsync("finished");
    }

    [Fact]
    public async Task Whoever_reads_from_right_to_left_gets_the_page_that_way_round()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync($"{server.Address}/?lang=ar");

        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await page.GetByRole(AriaRole.Button, new() { Name = "ابدأ النصوص" }).ClickAsync();
        await new StudioPage(page).ShowsAsync("مباشر");
        var panels = (await page.Locator(".panels").BoundingBoxAsync())!;
        var captions = (await page.Locator("lc-studio-captions").BoundingBoxAsync())!;
        Assert.True(panels.X < captions.X, "The panels are at the start of the line.");
        Assert.Equal(1000, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await ShowAsync(page, "studio-arabic");
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_page_without_https_says_what_to_do_and_still_copies()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await chromium.Context.AddInitScriptAsync("""
            Object.defineProperty(window, 'isSecureContext', { value: false });
            Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
            Object.defineProperty(navigator, 'clipboard', { value: undefined });
            delete window.AudioWorkletNode;
            """);
        var page = await chromium.OpenAsync(server.Address);
        await Expect(page.GetByText("livecaptions serve --https")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start captions" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Browsers give a microphone only to pages opened by https://");
        await ShowAsync(page, "home-insecure");

        await page.GetByRole(AriaRole.Radio, new() { Name = "OBS or encoder" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the addresses" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy (Link for viewers)" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copied (Link for viewers)" })).ToBeVisibleAsync();
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task A_link_that_is_refused_is_told_truly_and_a_file_that_is_none_in_plain_words()
    {
        using var folder = new TempFolder();
        var bad = folder.File("film.mp4");
        await File.WriteAllTextAsync(bad, "no film");
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(server.Address);
        var studio = new StudioPage(page);

        await page.GetByRole(AriaRole.Radio, new() { Name = "Link" }).CheckAsync();
        await page.GetByLabel("Address").FillAsync("http://10.0.0.1/talk.mp4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start captions" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("10.0.0.1");
        await Expect(page.GetByLabel("Key")).ToHaveCountAsync(0);
        await ShowAsync(page, "home-link-refused");

        await studio.UploadAsync(bad);
        await studio.ShowsAsync("failed");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is no audio or video that the server can read.");
        await Expect(studio.Transcript).ToContainTextAsync("Nothing was captioned.");
        await ShowAsync(page, "import-failed");
        await studio.BeginAnewAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "film" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/studio/nothing-here")]
    [InlineData("/?lang=ar")]
    public async Task A_page_is_there_after_few_bytes(string path)
    {
        const int Most = 150 * 1024;
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var bodies = new ConcurrentQueue<Task<byte[]>>();
        chromium.Context.Response += (_, response) => bodies.Enqueue(response.BodyAsync());
        var page = await chromium.OpenAsync(server.Address + path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var zipped = (await Task.WhenAll(bodies)).Sum(ZippedLength);
        Assert.InRange(zipped, 10_000, Most);
    }

    private static int ZippedLength(byte[] body)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(body);
        }

        return (int)zipped.Length;
    }

    private static async Task ShowAsync(IPage page, string name)
    {
        await Screenshots.TakeAsync(page, name);
        await Axe.AssertCleanAsync(page);
    }
}
