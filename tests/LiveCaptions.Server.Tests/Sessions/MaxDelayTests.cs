using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>How soon words become final, as a session asks for it.</summary>
public sealed class MaxDelayTests
{
    [Fact]
    public async Task Session_has_the_servers_delay_or_its_own()
    {
        await using var server = await TestServer.StartAsync(settings: ("Sessions:MaxDelaySeconds", "4.5"));

        var plain = await server.CreateSessionAsync();
        var quick = await server.CreateSessionAsync(new { maxDelay = 0.7 });

        Assert.Equal(4.5, (await plain.ViewAsync()).GetProperty("maxDelay").GetDouble());
        Assert.Equal(0.7, (await quick.ViewAsync()).GetProperty("maxDelay").GetDouble());
    }

    [Fact]
    public async Task Three_seconds_where_nobody_says_anything()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(3, (await (await server.CreateSessionAsync()).ViewAsync()).GetProperty("maxDelay").GetDouble());
    }

    [Fact]
    public async Task Change_while_live_reaches_the_recogniser_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { maxDelay = 2 });
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 1);
        var asked = Assert.Single(server.Recognizer.Asked);
        Assert.Equal(TimeSpan.FromSeconds(2), asked.MaxDelay());

        var changed = await ChangeAsync(session, new { maxDelay = 0.9 });

        Assert.Equal(0.9, changed.GetProperty("maxDelay").GetDouble());
        Assert.Equal(TimeSpan.FromSeconds(0.9), asked.MaxDelay());
        await publisher.CloseAsync();
    }

    [Fact]
    public async Task Keyterms_reach_the_recogniser_and_so_does_their_change()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { keyterms = new[] { "Kestrel" } });
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 1);
        var asked = Assert.Single(server.Recognizer.Asked);
        Assert.Equal(["Kestrel"], asked.Keyterms());

        await ChangeAsync(session, new { keyterms = new[] { "Osprey" } });

        Assert.Equal(["Osprey"], asked.Keyterms());
        await publisher.CloseAsync();
    }

    [Fact]
    public async Task Change_is_stored_with_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { keyterms = new[] { "Kestrel" } });
        await ChangeAsync(session, new { maxDelay = 20 });

        await using var restarted = await TestServer.StartAsync(server.CopyOfData());

        var view = await session.ViewAsync(restarted);
        Assert.Equal(20, view.GetProperty("maxDelay").GetDouble());
        Assert.Equal("Kestrel", Assert.Single(view.GetProperty("keyterms").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Keyterms_are_changed_by_themselves()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(
            new { maxDelay = 5, keyterms = new[] { "Kestrel" }, formatting = new { fillers = "remove" } });

        var changed = await ChangeAsync(session, new { keyterms = new[] { "Osprey", "Mer\u200blin" } });

        Assert.Equal(["Osprey", "Merlin"], changed.GetProperty("keyterms").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal(5, changed.GetProperty("maxDelay").GetDouble());
        Assert.Equal("remove", changed.GetProperty("formatting").GetProperty("fillers").GetString());
        Assert.Empty((await ChangeAsync(session, new { keyterms = Array.Empty<string>() })).GetProperty("keyterms").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"maxDelay":0.69}""", "max_delay_invalid")]
    [InlineData("""{"maxDelay":20.01}""", "max_delay_invalid")]
    [InlineData("""{"maxDelay":-1}""", "max_delay_invalid")]
    [InlineData("""{"maxDelay":1e400}""", "max_delay_invalid")]
    [InlineData("""{"maxDelay":"soon"}""", null)]
    [InlineData("""{"keyterms":[""]}""", "keyterms_invalid")]
    public async Task What_cannot_be_is_refused_at_the_beginning_and_later(string body, string? code)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var created = await server.Http.PostAsync(new Uri("/api/sessions", UriKind.Relative), Json());
        using var changed = await server.Http.PatchAsync(new Uri($"/api/sessions/{session.Id}", UriKind.Relative), Json());

        foreach (var refused in (HttpResponseMessage[])[created, changed])
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(code, problem.TryGetProperty("code", out var given) ? given.GetString() : null);
        }

        Assert.Equal(3, (await session.ViewAsync()).GetProperty("maxDelay").GetDouble());

        StringContent Json() => new(body, System.Text.Encoding.UTF8, "application/json");
    }

    [Fact]
    public async Task Refusal_says_what_is_allowed()
    {
        await using var server = await TestServer.StartAsync();

        using var refused = await server.Http.PostAsJsonAsync("/api/sessions", new { maxDelay = 0 });

        Assert.Equal(
            "maxDelay goes from 0.7 to 20 seconds.",
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Imported_file_waits_for_pauses_and_has_no_delay()
    {
        await using var server = await TestServer.StartAsync();

        var session = await server.ImportAsync(TestImports.Form(TestImports.Wav(FakeSpeech.Say(1))));
        await session.UntilStateAsync("finished");

        Assert.Null(Assert.Single(server.Recognizer.Asked).WholeCues);
        Assert.False((await session.ViewAsync()).TryGetProperty("maxDelay", out _));
    }

    private static async Task<JsonElement> ChangeAsync(TestSession session, object change)
    {
        using var answer = await session.Server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}", change);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
