using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Api;

public sealed class SessionApiTests
{
    [Fact]
    public async Task Administrators_see_at_a_glance_how_the_server_fares()
    {
        await using var server = await TestServer.StartAsync(maxStreams: 3);
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1));

        var status = await server.GetAsync("/api/status");

        Assert.Equal(3, status.GetProperty("maxStreams").GetInt32());
        Assert.NotNull(status.GetProperty("engine").GetString());
        Assert.False(status.TryGetProperty("trouble", out _));
        var storage = status.GetProperty("storage");
        Assert.Equal(
            new FileInfo(Path.Combine(server.Data, "recordings", session.Id, "track0.wav")).Length,
            storage.GetProperty("recordings").GetInt64());
        Assert.True(storage.GetProperty("database").GetInt64() > 0 && storage.GetProperty("free").GetInt64() > 0);
    }

    [Fact]
    public async Task New_session_has_its_key_and_all_its_addresses()
    {
        await using var server = await TestServer.StartAsync();

        var created = (await server.CreateSessionAsync(new { title = "A talk", language = "en", keyterms = new[] { "Kestrel" } })).Created;

        var id = created.GetProperty("id").GetString();
        Assert.Equal("created", created.GetProperty("state").GetString());
        Assert.Equal("A talk", created.GetProperty("title").GetString());
        Assert.Equal($"ws://{server.Address.Authority}/ws/ingest/{id}", created.GetProperty("ingest").GetProperty("websocket").GetString());
        Assert.EndsWith($"/whip/{id}", created.GetProperty("ingest").GetProperty("whip").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            $"rtmp://127.0.0.1:{server.Services.GetRequiredService<RtmpHost>().Port}/live/{created.GetProperty("streamKey").GetString()}",
            created.GetProperty("ingest").GetProperty("rtmp").GetString());
        Assert.Equal($"{server.Address}watch/{id}", created.GetProperty("watch").GetString());
        Assert.Equal($"{server.Address}hubs/captions", created.GetProperty("hub").GetString());
        Assert.False((await server.GetAsync($"/api/sessions/{id}")).TryGetProperty("streamKey", out _));
    }

    [Fact]
    public async Task Session_needs_no_body()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.PostAsync(new Uri("/api/sessions", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"engine":"deepgram"}""", "engine_unavailable")]
    [InlineData("""{"language":"tlh"}""", "language_unavailable")]
    [InlineData("""{"maxSpeakers":0}""", "max_speakers_invalid")]
    [InlineData("""{"maxSpeakers":2,"expectedSpeakers":3}""", "expected_speakers_invalid")]
    [InlineData("""{"keyterms":[""]}""", "keyterms_invalid")]
    [InlineData("""{"formatting":{"kinds":["numbers","dtaes"]}}""", "formatting_invalid")]
    [InlineData("""{"formatting":{"kinds":[null]}}""", "formatting_invalid")]
    [InlineData("""{"formatting":{"fillers":"drop"}}""", "formatting_invalid")]
    [InlineData("""{"formatting":{"profanity":"beep"}}""", "formatting_invalid")]
    [InlineData("""{"formatting":{"redact":["names"]}}""", "formatting_invalid")]
    [InlineData("""{"formatting":{"redactWords":["..."]}}""", "redact_words_invalid")]
    [InlineData("""{"formatting":{"redactWords":[null]}}""", "redact_words_invalid")]
    [InlineData("""{"formatting":{"replacements":[null]}}""", "replacements_invalid")]
    [InlineData("""{"formatting":{"replacements":[{"find":"","replace":"x"}]}}""", "replacements_invalid")]
    [InlineData("""{"formatting":{"replacements":[{"find":"x"}]}}""", "replacements_invalid")]
    [InlineData("""{"formatting":"smart"}""", null)]
    [InlineData("""{"title":5}""", null)]
    [InlineData("garbage", null)]
    public async Task Request_that_cannot_be_met_is_a_problem(string body, string? code)
    {
        await using var server = await TestServer.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await server.Http.PostAsync(new Uri("/api/sessions", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.TryGetProperty("code", out var given) ? given.GetString() : null);
    }

    [Fact]
    public async Task List_is_paged_newest_first()
    {
        await using var server = await TestServer.StartAsync();
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Add((await server.CreateSessionAsync()).Id);
        }

        var listed = new List<string>();
        var next = "/api/sessions?limit=2";
        while (next is not null)
        {
            using var response = await server.Http.GetAsync(new Uri(next, UriKind.Relative));
            listed.AddRange(
                (await response.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(s => s.GetProperty("id").GetString()!));
            next = response.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(made.Order(), listed.Order());
    }

    [Fact]
    public async Task Cues_are_paged_by_seq()
    {
        await using var server = await TestServer.StartAsync();
        var session = await PublishedAsync(server, FakeSpeech.Say(1), FakeSpeech.Say(2), FakeSpeech.Say(3));

        var first = await server.Http.GetFromJsonAsync<List<Cue>>($"/api/sessions/{session.Id}/cues?limit=2", CaptionJson.Options);
        var rest = await server.CuesAsync(session.Id, first![^1].Seq);

        Assert.Equal(["w1", "w2"], first.Select(c => c.Text));
        Assert.Equal(["w3"], rest.Select(c => c.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Correction_is_stored_and_seen_at_once(bool finished)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2)]);
        await viewer.FinalsAsync(2);
        if (finished)
        {
            await publisher.CloseAsync();
        }

        var cue = viewer.Finals.First();
        using var response = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/cues/{cue.Id}", new { text = "Put\nright" });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        if (!finished)
        {
            await viewer.FinalsAsync(3);
            Assert.Equal("Put right", viewer.Finals.Last().Text);
            await publisher.CloseAsync();
        }

        var stored = (await session.CuesAsync()).Single(c => c.Id == cue.Id);
        Assert.Equal(("Put right", true), (stored.Text, stored.Edited));
        Assert.True(stored.Revision > cue.Revision && stored.Seq > viewer.Finals.Take(2).Max(c => c.Seq));
        Assert.Contains(
            "Put right", await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vtt", "text/vtt", "WEBVTT")]
    [InlineData("srt", "application/x-subrip", "1\n")]
    [InlineData("txt", "text/plain", "w1")]
    [InlineData("json", "application/json", "{")]
    public async Task Captions_are_exported(string format, string contentType, string start)
    {
        await using var server = await TestServer.StartAsync();
        var session = await PublishedAsync(server, FakeSpeech.Say(1));

        using var response = await server.Http.GetAsync(new Uri($"/api/sessions/{session.Id}/captions.{format}", UriKind.Relative));

        Assert.Equal(contentType, response.Content.Headers.ContentType!.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.StartsWith(start, text.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("w1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_speakers_rttm_is_an_empty_text()
    {
        await using var server = await TestServer.StartAsync();
        var session = await PublishedAsync(server, FakeSpeech.Say(1));

        using var response = await server.Http.GetAsync(new Uri($"/api/sessions/{session.Id}/captions.rttm", UriKind.Relative));

        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api/sessions/nothere")]
    [InlineData("/api/sessions/nothere/cues")]
    [InlineData("/api/sessions/nothere/captions.vtt")]
    [InlineData("/api/sessions/nothere/captions.doc")]
    [InlineData("/nothere")]
    public async Task What_is_not_there_is_a_problem(string path)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Finish_ends_the_publisher_and_gives_the_finals()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Begin(2)]);
        await viewer.FinalsAsync(1);

        using var response = await server.Http.PostAsync(new Uri($"/api/sessions/{session.Id}/finish", UriKind.Relative), content: null);

        Assert.Equal("finished", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, await publisher.UntilClosedAsync());
        Assert.Equal("w1 w2", await session.TextAsync());
    }

    [Fact]
    public async Task Session_nobody_published_can_be_finished()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var response = await server.Http.PostAsync(new Uri($"/api/sessions/{session.Id}/finish", UriKind.Relative), content: null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("finished", await session.StateAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deleted_session_leaves_nothing(bool live)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        if (!live)
        {
            await publisher.CloseAsync();
        }

        using var response = await server.Http.DeleteAsync(new Uri($"/api/sessions/{session.Id}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        if (live)
        {
            Assert.Equal("session_deleted", (await publisher.NextAsync("error")).GetProperty("code").GetString());
        }

        Assert.False(Directory.Exists(Path.Combine(server.Data, "recordings", session.Id)));
        using var gone = await server.Http.GetAsync(new Uri($"/api/sessions/{session.Id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Changes_of_a_live_session_at_once_all_come_to_stay()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));

        object[] changes =
        [
            new { title = "New" }, new { maxDelay = 5.0 }, new { keyterms = new[] { "Moonshine" } }, new { @public = true }
        ];
        await Task.WhenAll(changes.Select(change => server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}", change)));

        var stored = (await server.Services.GetRequiredService<SessionDirectory>().FindAsync(session.Id))!;
        var settings = SessionSettings.FromJson(stored.Settings);
        Assert.Equal(("New", true, 5.0), (stored.Title, stored.IsPublic, settings.MaxDelay));
        Assert.Equal(["Moonshine"], settings.Keyterms);
        var view = await session.ViewAsync();
        Assert.Equal(("New", 5.0), (view.GetProperty("title").GetString(), view.GetProperty("maxDelay").GetDouble()));
    }

    [Fact]
    public async Task Nothing_of_a_finished_session_stays_in_memory()
    {
        await using var server = await TestServer.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await PublishedAsync(server, FakeSpeech.Say(1));
        }

        Assert.Empty(server.Services.GetRequiredService<LiveSessions>().All);
        Assert.Equal(0, server.Services.GetRequiredService<StreamLoad>().Streams);
    }

    [Fact]
    public async Task Server_describes_itself()
    {
        await using var server = await TestServer.StartAsync();
        await PublishedAsync(server, FakeSpeech.Say(1));

        var api = await server.GetAsync("/openapi/v1.json");
        var metrics = await server.Http.GetStringAsync("/metrics");

        Assert.True(api.GetProperty("paths").TryGetProperty("/api/sessions/{id}/cues", out _));
        Assert.Contains("livecaptions_streams_live", metrics, StringComparison.Ordinal);
        Assert.Contains("livecaptions_lag_seconds", metrics, StringComparison.Ordinal);
        Assert.Contains("livecaptions_audio_seconds_total", metrics, StringComparison.Ordinal);
        Assert.Equal("ready", (await server.GetAsync("/health/ready")).GetProperty("status").GetString());
        Assert.Equal("live", (await server.GetAsync("/health/live")).GetProperty("status").GetString());
    }

    private static async Task<TestSession> PublishedAsync(TestServer server, params short[][] speech)
    {
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. speech.SelectMany(s => s)]);
        await publisher.CloseAsync();
        return session;
    }
}
