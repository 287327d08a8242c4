using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Publishing;

namespace LiveCaptions.Server.Tests.Quality;

/// <summary>What viewers saw against what a person made of it.</summary>
public sealed class QualityTests
{
    [Fact]
    public async Task Nothing_is_claimed_until_somebody_has_corrected()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1, 2, 3), FakeSpeech.Say(4, 5));
        var quality = await QualityAsync(session);

        Assert.Equal("none", quality.GetProperty("correction").GetProperty("status").GetString());
        Assert.False(quality.TryGetProperty("accuracy", out _));
        Assert.Equal("unknown", ResultOf(quality, "ofcom.accuracy"));
        Assert.Contains("Nobody has corrected", quality.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);

        // What was measured while it was live is told all the same.
        var latency = quality.GetProperty("latency");
        Assert.All(["first", "final"], kind => Assert.Equal(2, latency.GetProperty(kind).GetProperty("count").GetInt32()));
        Assert.Equal("met", ResultOf(quality, "en301549.9.1.2.4"));
    }

    [Fact]
    public async Task Corrections_tell_the_errors_that_viewers_saw()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1, 2, 3), FakeSpeech.Say(4, 5));
        var person = new Corrector(session);
        await person.CorrectAsync("c1", new { text = "w1 two more w3" });
        await person.CorrectAsync("c1", new { text = "w1 zwei w3" });
        await person.DeleteAsync("c2");
        await person.InsertAsync(new { text = "w4 w5 w6", start = 0.9, end = 1.4 });
        var quality = await QualityAsync(session);

        // Said: w1 zwei w3 w4 w5 w6. Seen: w1 w2 w3 w4 w5.
        var words = quality.GetProperty("accuracy").GetProperty("words");
        Assert.Equal(
            (6, 1, 1, 0),
            (words.GetProperty("referenceWords").GetInt32(), words.GetProperty("substitutions").GetInt32(),
                words.GetProperty("deletions").GetInt32(), words.GetProperty("insertions").GetInt32()));
        Assert.Equal(0.33333, quality.GetProperty("accuracy").GetProperty("wer").GetDouble());
        var correction = quality.GetProperty("correction");
        Assert.Equal(("partial", 2), (correction.GetProperty("status").GetString(), correction.GetProperty("correctedWords").GetInt32()));
        Assert.Equal("notMet", ResultOf(quality, "ofcom.accuracy"));
        Assert.Equal(2, quality.GetProperty("latency").GetProperty("final").GetProperty("count").GetInt32());

        // What is taken back was no error.
        await person.UndoAsync();
        await person.UndoAsync();
        await person.UndoAsync();
        Assert.Equal(2, (await QualityAsync(session)).GetProperty("correction").GetProperty("correctedWords").GetInt32());
        await person.UndoAsync();
        Assert.Equal("none", (await QualityAsync(session)).GetProperty("correction").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Accuracy_is_met_only_where_somebody_says_that_all_is_right()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using (var publisher = await session.PublishAsync())
        {
            using var early = await new Corrector(session).SendAsync(HttpMethod.Patch, "", new { corrected = true });
            await Answers.AssertProblemAsync(early, 409, "session_not_over");
            await publisher.SendAsync(FakeSpeech.Say(1, 2, 3));
            await publisher.CloseAsync();
        }

        await session.UntilStateAsync("finished");
        var person = new Corrector(session);
        await person.CorrectAsync("c1", new { text = "W1, w2: w3!" });
        Assert.Equal("unknown", ResultOf(await QualityAsync(session), "ofcom.accuracy"));
        await MarkAsync(person, true);
        var quality = await QualityAsync(session);
        Assert.Equal("whole", quality.GetProperty("correction").GetProperty("status").GetString());
        Assert.Equal("met", ResultOf(quality, "ofcom.accuracy"));
        Assert.True((await session.ViewAsync()).TryGetProperty("correctedAt", out _));

        await MarkAsync(person, false);
        Assert.Equal("unknown", ResultOf(await QualityAsync(session), "ofcom.accuracy"));
    }

    [Fact]
    public async Task Where_what_was_before_is_forgotten_nothing_is_compared()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1, 2, 3));
        var person = new Corrector(session);
        await person.CorrectAsync("c1", new { text = "something else" });
        using var forgotten = await person.SendAsync(HttpMethod.Delete, "edits");
        Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
        var quality = await QualityAsync(session);

        Assert.False(quality.TryGetProperty("accuracy", out _));
        Assert.Equal("partial", quality.GetProperty("correction").GetProperty("status").GetString());
        Assert.Equal("unknown", ResultOf(quality, "ofcom.accuracy"));
        Assert.Contains(
            quality.GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("forgotten", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_published_is_measured_against_what_was_live()
    {
        await using var server = await TestServer.StartAsync(settings: ("SecondPass:Enabled", "true"));
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1, 2, 3), FakeSpeech.Say(4));
        await server.UntilAsync(async () =>
            (await session.ViewAsync()).TryGetProperty("publishing", out var state) && state.GetString() == "done");
        await new Corrector(session).CorrectAsync("p1", new { text = "w1 w2 drei" });
        var quality = await QualityAsync(session);

        var words = quality.GetProperty("accuracy").GetProperty("words");
        Assert.Equal((4, 1), (words.GetProperty("referenceWords").GetInt32(), words.GetProperty("substitutions").GetInt32()));
        Assert.Equal(1, quality.GetProperty("correction").GetProperty("correctedWords").GetInt32());
        Assert.Equal(0.25, quality.GetProperty("correction").GetProperty("shareOfWords").GetDouble());
    }

    [Fact]
    public async Task Page_is_for_browsers_and_has_no_script()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { title = "<b>Talk</b>" }, FakeSpeech.Say(1, 2));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/sessions/{session.Id}/quality");
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        using var page = await server.Http.SendAsync(request);
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(new MediaTypeHeaderValue("text/html", "utf-8"), page.Content.Headers.ContentType);
        Assert.Contains(
            "script-src 'self'; style-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Talk&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Nobody has corrected", html, StringComparison.Ordinal);
        using var json = await server.Http.GetAsync($"/api/sessions/{session.Id}/quality");
        Assert.Equal("application/json", json.Content.Headers.ContentType!.MediaType);
        using var none = await server.Http.GetAsync("/api/sessions/none/quality");
        await Answers.AssertProblemAsync(none, 404, "session_not_found");
        using var odd = await server.Http.GetAsync($"/api/sessions/{session.Id}/quality?format=pdf");
        await Answers.AssertProblemAsync(odd, 400, "format_invalid");
    }

    [Fact]
    public async Task Upload_that_waits_for_corrections_goes_when_somebody_says_that_all_is_right()
    {
        await using var youTube = await PublishingServer.StartYouTubeAsync();
        await using var server = await youTube.StartServerAsync();
        await server.ConnectAsync();
        var session = await server.PublishedAsync(
            new { language = "en", upload = new { videoId = YouTubeDesk.Video, when = "corrected" } }, FakeSpeech.Say(1, 2));
        await session.UntilStateAsync("finished");
        Assert.Empty((await server.GetAsync("/api/uploads")).EnumerateArray());

        await MarkAsync(new Corrector(session), true);

        var upload = Assert.Single((await server.GetAsync("/api/uploads")).EnumerateArray());
        await server.UntilUploadAsync(upload.GetProperty("id").GetString()!, "done");
        Assert.Equal(YouTubeDesk.Video, Assert.Single(youTube.Tracks).VideoId);
    }

    [Fact]
    public async Task Batch_takes_all_sessions_of_a_filter_that_say_their_video()
    {
        await using var youTube = await PublishingServer.StartYouTubeAsync();
        await using var server = await youTube.StartServerAsync();
        foreach (var video in new[] { "video000001", "video000002" })
        {
            var session = await server.PublishedAsync(new { upload = new { videoId = video, when = "corrected" } }, FakeSpeech.Say(1));
            await session.UntilStateAsync("finished");
        }

        var none = await server.PublishedAsync(new { language = "en" }, FakeSpeech.Say(1));
        await none.UntilStateAsync("finished");
        using var wrong = await server.Http.PostAsJsonAsync("/api/uploads/batch", new { sessions = new { corrected = true } });
        await Answers.AssertProblemAsync(wrong, 400, "uploads_invalid");
        using var late = await server.Http.PostAsJsonAsync(
            "/api/uploads/batch", new { sessions = new { from = DateTimeOffset.MaxValue.AddDays(-1) } });
        await Answers.AssertProblemAsync(late, 400, "uploads_invalid");

        using var put = await server.Http.PostAsJsonAsync(
            "/api/uploads/batch", new { sessions = new { language = "en", corrected = false } });
        Assert.Equal(HttpStatusCode.Accepted, put.StatusCode);
        Assert.Equal(
            ["video000001", "video000002"],
            (await server.GetAsync("/api/uploads")).EnumerateArray().Select(upload => upload.GetProperty("videoId").GetString()).Order());
    }

    private static async Task MarkAsync(Corrector person, bool corrected)
    {
        using var marked = await person.SendAsync(HttpMethod.Patch, "", new { corrected });
        Assert.Equal(HttpStatusCode.OK, marked.StatusCode);
    }

    private static Task<JsonElement> QualityAsync(TestSession session) => session.Server.GetAsync($"/api/sessions/{session.Id}/quality");

    private static string? ResultOf(JsonElement quality, string criterion) => quality.GetProperty("criteria").EnumerateArray()
        .Single(one => one.GetProperty("id").GetString() == criterion).GetProperty("result").GetString();
}
