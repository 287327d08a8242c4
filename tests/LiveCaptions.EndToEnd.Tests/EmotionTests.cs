using LiveCaptions.Captions.Cues;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>How something is said, on the page for viewers.</summary>
public sealed class EmotionTests
{
    [Fact]
    public async Task An_emotion_is_shown_to_who_wants_it_where_it_begins_and_announced_once()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var (id, _) = await server.Api.CreateSessionAsync();
        var page = await chromium.OpenAsync($"{server.Address}/watch/{id}");
        var watching = new StudioPage(page);
        await watching.ShowsAsync("not started yet");

        server.Post(Final(id, 1, "Good morning.", "neutral"));
        await Expect(watching.Transcript).ToContainTextAsync("Good morning.");
        await Expect(page.Locator(".emotion")).ToHaveCountAsync(0);
        server.Post(Final(id, 2, "No!", "angry"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Display" }).ClickAsync();
        await page.GetByLabel("How it sounds").CheckAsync();
        await page.Keyboard.PressAsync("Escape");
        server.Post(Final(id, 3, "Never!", "angry"));
        server.Post(Final(id, 4, "Well.", "sad"));

        await Expect(watching.Transcript).ToContainTextAsync("Good morning. (sounds angry) No! Never! (sounds sad) Well.");
        await Expect(page.Locator(".emotion svg").First).ToBeVisibleAsync();
        await Expect(watching.Announcements).ToContainTextAsync("(sounds sad) Well.");
        await Expect(watching.Announcements).Not.ToContainTextAsync("(sounds angry) Never!");

        await page.ReloadAsync();
        await watching.ShowsAsync("not started yet");
        server.Post(Final(id, 5, "Yes!", "happy"));
        await Expect(watching.Transcript).ToContainTextAsync("(sounds happy) Yes!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Display" }).ClickAsync();
        await page.GetByLabel("How it sounds").UncheckAsync();
        await Expect(page.Locator(".emotion")).ToHaveCountAsync(0);
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task On_a_phone_the_page_is_no_wider_and_the_transcript_stays_at_its_end_however_much_comes_at_once()
    {
        await using var server = await TestServer.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync("about:blank");
        await page.SetViewportSizeAsync(390, 780);
        await page.GotoAsync(server.Address);
        var studio = new StudioPage(page);
        await studio.StartMicrophoneAsync();
        var id = await studio.SessionIdAsync();

        for (var i = 1; i <= 40; i++)
        {
            server.Post(Final(id, i, string.Join(' ', Enumerable.Repeat("word", i)), "happy") with
            {
                Speaker = new CueSpeaker($"s{i % 3}", $"Speaker {i % 3}", 0.9),
                Start = 4 * i,
                End = (4 * i) + 1
            });
        }

        await Expect(studio.Transcript).ToContainTextAsync(string.Join(' ', Enumerable.Repeat("word", 40)));
        await IsAtItsEndAsync(page);
        await studio.UnfoldAsync("Speakers");
        await Expect(page.GetByText("Remembered voices")).ToBeVisibleAsync();
        await IsAtItsEndAsync(page);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await studio.Transcript.HoverAsync();
        await page.Mouse.WheelAsync(0, -400);
        await page.GetByRole(AriaRole.Button, new() { Name = "Jump to live" }).ClickAsync();
        await IsAtItsEndAsync(page);
    }

    private static async Task IsAtItsEndAsync(IPage page)
    {
        await page.WaitForFunctionAsync("""
            () => {
              const find = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? find(e.shadowRoot) : [])]);
              const scroll = find(document).find((e) => e.className === "scroll");
              return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 2;
            }
            """);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Jump to live" })).ToBeHiddenAsync();
    }

    private static Cue Final(string sessionId, int number, string text, string emotion) => new()
    {
        SessionId = sessionId,
        Seq = number,
        Id = $"c{number}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = number,
        End = number + 1,
        Text = text,
        Speaker = new CueSpeaker("s1", "Ann", 0.9),
        Emotion = new CueEmotion(emotion, 0.9, 0.5, -0.5, Scores: null),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
