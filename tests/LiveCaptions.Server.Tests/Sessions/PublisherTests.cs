using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class PublisherTests
{
    [Fact]
    public async Task Publisher_that_has_left_the_track_counts_no_lost_audio_in_it()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var gate = server.Services.GetRequiredService<IngestGate>();
        var (first, _) = await gate.AdmitAsync(session.Id, speaker: null);
        first!.Leave();
        var (second, _) = await gate.AdmitAsync(session.Id, speaker: null);

        second!.Track.CountLost(16_000);
        first.Track.CountLost(32_000);

        Assert.Equal(1, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Connection_of_a_session_that_is_deleted_is_over_and_knows_why()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var (connection, _) = await server.Services.GetRequiredService<IngestGate>().AdmitAsync(session.Id, speaker: null);
        await using var leaving = connection!;
        Assert.Null(connection!.Reason);

        using var deleted = await server.Http.DeleteAsync($"/api/sessions/{session.Id}");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, connection.Over));

        Assert.Equal("session_deleted", connection.Reason?.Code);
        Assert.False(connection.Left.IsCompleted);
    }

    [Fact]
    public async Task Connection_that_left_by_itself_is_not_told_to_go()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var (connection, _) = await server.Services.GetRequiredService<IngestGate>().AdmitAsync(session.Id, speaker: null);

        await connection!.DisposeAsync();
        using var deleted = await server.Http.DeleteAsync($"/api/sessions/{session.Id}");

        Assert.True(connection.Left.IsCompleted);
        Assert.False(connection.Over.IsCancellationRequested);
        Assert.Null(connection.Reason);
    }

    /// <summary>
    /// What it says behind that is not taken, so what it said is not all: an import that reads on to its file's
    /// end must not end the session.
    /// </summary>
    [Fact]
    public async Task Publisher_that_a_stopping_server_sent_away_does_not_close_its_track()
    {
        string copy;
        TestSession session;
        await using (var stopped = await TestServer.StartAsync())
        {
            session = await stopped.CreateSessionAsync();
            var (publisher, _) = await stopped.Services.GetRequiredService<IngestGate>().AdmitAsync(session.Id, speaker: null);
            await publisher!.Track.AppendAsync(FakeSpeech.Say(1));
            await stopped.StopAsync();
            await publisher.Track.AppendAsync(FakeSpeech.Say(2));
            await publisher.Tracks.CloseAsync();
            copy = stopped.CopyOfData();
        }

        await using var restarted = await TestServer.StartAsync(copy);
        await using var back = await session.PublishAsync(at: restarted);
        await back.SendAsync(FakeSpeech.Say(2));
        await back.CloseAsync();
        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync(restarted));
    }
}
