using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Live.Sinks;

public sealed class ObsSinkTests
{
    private const string Password = "correct horse";

    [Fact]
    public async Task Captions_come_to_OBS_behind_its_password_and_are_cleared_after_a_silence()
    {
        await using var obs = await FakeObs.StartAsync(Password);
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var created = await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.Address, password = Password });
        Assert.DoesNotContain(Password, created.ToString(), StringComparison.Ordinal);
        Assert.True(created.GetProperty("hasPassword").GetBoolean());
        await server.UntilStateAsync(session.Id, "obs", "live");
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync(FakeSpeech.Begin(1, 2, 3));
        await SinkClient.UntilAsync(() => !obs.Captions.IsEmpty, () => "no interim");
        await publisher.SendAsync(FakeSpeech.Silence(0.6));
        await SinkClient.UntilAsync(() => obs.Captions.Contains("w1 w2 w3"), () => string.Join('|', obs.Captions));
        await SinkClient.UntilAsync(() => obs.Captions.Last().Length == 0, () => string.Join('|', obs.Captions));

        Assert.StartsWith("w1", obs.Captions.First(), StringComparison.Ordinal);
        await server.UntilSinkAsync(session.Id, "obs", sink => sink.GetProperty("sent").GetInt32() == 1);
    }

    [Fact]
    public async Task Without_interims_only_finals_come_at_the_pace_that_captions_in_a_stream_allow()
    {
        await using var obs = await FakeObs.StartAsync();
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.Address, interims = false });
        await server.UntilStateAsync(session.Id, "obs", "live");
        var start = TimeProvider.System.GetTimestamp();
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2), .. FakeSpeech.Say(3)]);
        await SinkClient.UntilAsync(() => obs.Captions.Count == 3, () => string.Join('|', obs.Captions));

        Assert.Equal(["w1", "w2", "w3"], obs.Captions);
        Assert.True(TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("wrong", "refuses the password")]
    [InlineData("", "asks for a password")]
    public async Task Wrong_password_is_told_and_can_be_put_right(string password, string error)
    {
        await using var obs = await FakeObs.StartAsync(Password);
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.Address, password });

        var failing = await server.UntilStateAsync(session.Id, "obs", "failing");
        Assert.Contains(error, SinkClient.ErrorOf(failing), StringComparison.Ordinal);

        await server.PutSinkAsync(session.Id, "obs", new { password = Password });
        await server.UntilStateAsync(session.Id, "obs", "live");

        // What is left out stays: the password too.
        await server.PutSinkAsync(session.Id, "obs", new { interims = false });
        await server.UntilStateAsync(session.Id, "obs", "live");
    }

    [Fact]
    public async Task OBS_that_comes_back_gets_captions_again()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        int port;
        await using (var obs = await FakeObs.StartAsync())
        {
            port = new Uri($"ws://{obs.Address}").Port;
            await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.Address });
            await server.UntilStateAsync(session.Id, "obs", "live");
            obs.Break();
            await server.UntilStateAsync(session.Id, "obs", "failing");
            await server.UntilStateAsync(session.Id, "obs", "live");
            Assert.Equal(2, obs.Connections);
        }

        await server.UntilStateAsync(session.Id, "obs", "failing");
        await using var again = await FakeObs.StartAsync(port: port);
        await server.UntilStateAsync(session.Id, "obs", "live");
        await publisher.SendAsync(FakeSpeech.Say(5));
        await SinkClient.UntilAsync(() => again.Captions.Contains("w5"), () => string.Join('|', again.Captions));
    }

    [Fact]
    public async Task OBS_that_does_not_stream_is_told_so_until_it_does()
    {
        await using var obs = await FakeObs.StartAsync();
        obs.IsStreaming = false;
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.Address });
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync(FakeSpeech.Say(1));
        var failing = await server.UntilStateAsync(session.Id, "obs", "failing");
        Assert.Contains("not streaming", SinkClient.ErrorOf(failing), StringComparison.Ordinal);

        obs.IsStreaming = true;
        await publisher.SendAsync(FakeSpeech.Say(2));
        await SinkClient.UntilAsync(() => obs.Captions.Contains("w2"), () => string.Join('|', obs.Captions));
        Assert.Equal(1, obs.Connections);
        await server.UntilStateAsync(session.Id, "obs", "live");
    }

    [Fact]
    public async Task Who_is_kicked_out_by_OBS_does_not_come_back_unasked()
    {
        await using var obs = await FakeObs.StartAsync();
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.Address });
        await server.UntilStateAsync(session.Id, "obs", "live");

        await obs.CloseAllAsync(4011);
        var failing = await server.UntilStateAsync(session.Id, "obs", "failing");
        Assert.Contains("Somebody at OBS", SinkClient.ErrorOf(failing), StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        Assert.Equal(1, obs.Connections);

        // Its session still comes to its end.
        await server.Http.PostAsync(new Uri($"/api/sessions/{session.Id}/finish", UriKind.Relative), content: null);
        await server.UntilStateAsync(session.Id, "obs", "ended");
    }

    [Theory]
    [InlineData("""{"op":5,"d":{}}""")]
    [InlineData("[]")]
    [InlineData("HTTP/1.1 200 OK")]
    public async Task What_is_not_OBS_is_told_so(string greeting)
    {
        await using var obs = await FakeObs.StartAsync();
        obs.Greeting = greeting;
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.Address });

        var failing = await server.UntilStateAsync(session.Id, "obs", "failing");
        Assert.Contains("not obs-websocket 5", SinkClient.ErrorOf(failing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OBS_that_does_not_answer_is_left_and_tried_again()
    {
        await using var obs = await FakeObs.StartAsync();
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.Address });
        await server.UntilStateAsync(session.Id, "obs", "live");
        await using var publisher = await session.PublishAsync();

        obs.IsStuck = true;
        await publisher.SendAsync(FakeSpeech.Say(1));
        var failing = await server.UntilStateAsync(session.Id, "obs", "failing");
        Assert.Contains("does not answer", SinkClient.ErrorOf(failing), StringComparison.Ordinal);

        obs.IsStuck = false;
        await SinkClient.UntilAsync(() => obs.Captions.Contains("w1"), () => string.Join('|', obs.Captions));
    }

    [Fact]
    public async Task What_is_no_WebSocket_server_looks_like_a_port_where_nobody_listens()
    {
        await using var other = await MediaHost.StartAsync([]);
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "closed", new { type = "obs", address = "127.0.0.1:1" });
        await server.PutSinkAsync(session.Id, "open", new { type = "obs", address = new Uri(other.At("")).Authority });

        var closed = await server.UntilStateAsync(session.Id, "closed", "failing");
        var open = await server.UntilStateAsync(session.Id, "open", "failing");
        Assert.Contains("cannot be reached", SinkClient.ErrorOf(closed), StringComparison.Ordinal);
        Assert.Equal(SinkClient.ErrorOf(closed), SinkClient.ErrorOf(open));
    }

    [Fact]
    public async Task The_server_itself_and_link_local_addresses_are_not_OBS()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "self", new { type = "obs", address = server.Address.Authority });
        await server.PutSinkAsync(session.Id, "name", new { type = "obs", address = $"localhost:{server.Address.Port}" });
        await server.PutSinkAsync(session.Id, "cloud", new { type = "obs", address = "169.254.169.254:80" });
        foreach (var id in (string[])["self", "name", "cloud"])
        {
            var failing = await server.UntilStateAsync(session.Id, id, "failing");
            Assert.Contains("OBS is not at this address", SinkClient.ErrorOf(failing), StringComparison.Ordinal);
        }
    }
}
