using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>Whoever ends it, the publisher is told on the connection.</summary>
public sealed class WhipFarewellTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Finished_session_says_farewell()
    {
        await using var server = await TestServer.StartAsync();
        var (session, speaker) = await SpeakAsync(server);

        using (await server.Http.PostAsync($"/api/sessions/{session.Id}/finish", content: null))
        {
        }

        await speaker.Link.Closed.WaitAsync(Patience);
        Assert.Equal("finished", await session.StateAsync());
        RecordedAudio.Of(session).IsHeardAs(0.05, (400, 0.3));
        await speaker.DisposeAsync();
    }

    [Fact]
    public async Task Deleted_session_says_farewell()
    {
        await using var server = await TestServer.StartAsync();
        var (session, speaker) = await SpeakAsync(server);

        using (await server.Http.DeleteAsync($"/api/sessions/{session.Id}"))
        {
        }

        await speaker.Link.Closed.WaitAsync(Patience);
        Assert.Equal(404, await speaker.DeleteAsync());
        Assert.Equal(1, server.Refusals.Of("session_deleted"));
        await speaker.DisposeAsync();
    }

    [Fact]
    public async Task Stopping_server_says_farewell()
    {
        await using var server = await TestServer.StartAsync();
        var (_, speaker) = await SpeakAsync(server);

        await server.StopAsync();

        await speaker.Link.Closed.WaitAsync(Patience);
        Assert.Equal(1, server.Refusals.Of("server_stopping"));
        await speaker.DisposeAsync();
    }

    [Fact]
    public async Task Server_stops_while_publishers_are_still_on_their_way()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        Assert.Equal(201, await session.PostWhipAsync().StatusAsync());
        await server.StopAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task Delete_says_farewell()
    {
        await using var server = await TestServer.StartAsync();
        var (_, speaker) = await SpeakAsync(server);
        await speaker.DeleteAsync();
        await speaker.Link.Closed.WaitAsync(Patience);
        await speaker.DisposeAsync();
    }

    [Fact]
    public async Task Recording_that_reaches_its_limit_says_farewell()
    {
        await using var server = await TestServer.StartAsync(settings: ("Sessions:MaxRecordingHours", "0.001"));
        var session = await server.CreateSessionAsync();
        await using var publisher = await WhipSpeaker.ConnectAsync(session);
        while (!publisher.Link.Closed.IsCompleted)
        {
            publisher.Say(400, 0.2);
            await publisher.KeepPaceAsync(server);
        }

        await session.UntilStateAsync("finished");
        Assert.Equal(3.6, await session.DurationAsync());
        Assert.Equal(1, server.Refusals.Of("recording_limit"));
    }

    private static async Task<(TestSession Session, WhipSpeaker Speaker)> SpeakAsync(TestServer server)
    {
        var session = await server.CreateSessionAsync();
        var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.3);
        await session.RecordedAsync(0.3);
        return (session, speaker);
    }
}
