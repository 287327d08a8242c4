using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>Publishers that go, and come back to the same session.</summary>
public sealed class WhipReturnTests
{
    [Fact]
    public async Task Publisher_that_vanished_and_comes_back_goes_on_in_the_same_session_with_right_times()
    {
        await using var server = await TestServer.StartAsync(settings: ("Whip:VanishSeconds", "0.5"));
        var session = await server.CreateSessionAsync();
        var (before, first) = await SayAsync(session, 400);
        await before.Link.CutAsync();
        await server.UntilRefusedAsync("vanished");
        Assert.Equal("live", await session.StateAsync());

        var (after, second) = await SayAsync(session, 1_000);
        await after.DeleteAsync();

        var away = TimeProvider.System.GetElapsedTime(first, second).TotalSeconds;
        await IsHeardAsync(session, away);
        Assert.Equal(away - 0.4, await session.LostAudioAsync(), 0.1);
        await before.DisposeAsync();
        await after.DisposeAsync();
    }

    [Fact]
    public async Task Viewers_are_told_of_lost_sound_when_it_is_missing_and_not_at_the_end_only()
    {
        await using var server = await TestServer.StartAsync(settings: ("Whip:VanishSeconds", "1.5"));
        var session = await server.CreateSessionAsync();
        var (before, _) = await SayAsync(session, 400);
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
        Assert.Equal(0, (await viewer.WatchAsync(session.Id)).Session.LostAudio);
        await before.Link.CutAsync();
        await server.UntilRefusedAsync("vanished");

        var (after, _) = await SayAsync(session, 1_000);

        var told = await viewer.SessionAsync(view => view.LostAudio >= 0.5);
        Assert.Equal(LiveCaptions.Server.Storage.SessionState.Live, told.State);
        await after.DeleteAsync();
        await before.DisposeAsync();
        await after.DisposeAsync();
    }

    [Fact]
    public async Task Publisher_that_comes_back_before_it_was_missed_takes_its_track_over()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:TakeoverSeconds", "0"));
        var session = await server.CreateSessionAsync();
        var (before, first) = await SayAsync(session, 400);
        await PassAsync(session, first);
        var (after, second) = await SayAsync(session, 1_000);

        await before.Link.Closed.WaitAsync(TimeSpan.FromSeconds(60));
        before.Say(650, 0.2);
        Assert.Equal(1, server.Refusals.Of("replaced"));
        await after.DeleteAsync();

        await IsHeardAsync(session, TimeProvider.System.GetElapsedTime(first, second).TotalSeconds);
        await before.DisposeAsync();
        await after.DisposeAsync();
    }

    [Fact]
    public async Task Time_behind_a_farewell_is_silence_and_not_lost()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var (before, first) = await SayAsync(session, 400);
        await before.DisposeAsync();
        await PassAsync(session, first);

        var (after, second) = await SayAsync(session, 1_000);
        await after.DeleteAsync();

        await IsHeardAsync(session, TimeProvider.System.GetElapsedTime(first, second).TotalSeconds);
        Assert.Equal(0, await session.LostAudioAsync());
        await after.DisposeAsync();
    }

    [Fact]
    public async Task Connection_without_audio_changes_nothing_about_what_was_lost_before_it()
    {
        await using var server = await TestServer.StartAsync(settings: [("Whip:VanishSeconds", "0.5"), ("Ingest:TakeoverSeconds", "0")]);
        var session = await server.CreateSessionAsync();
        var (before, first) = await SayAsync(session, 400);
        await before.Link.CutAsync();
        await server.UntilRefusedAsync("vanished");

        await using (var between = await WhipSpeaker.ConnectAsync(session))
        {
            await between.DeleteAsync();
        }

        var (after, second) = await SayAsync(session, 1_000);
        await after.DeleteAsync();
        Assert.Equal(TimeProvider.System.GetElapsedTime(first, second).TotalSeconds - 0.4, await session.LostAudioAsync(), 0.1);
        await before.DisposeAsync();
        await after.DisposeAsync();
    }

    [Fact]
    public async Task Lost_audio_and_the_publisher_come_back_after_the_server_was_killed()
    {
        await using var killed = await TestServer.StartAsync(recognizer: new FakeRecognizer { HearsAnything = true });
        var session = await killed.CreateSessionAsync();
        var (before, _) = await SayAsync(session, 400);
        before.Sequence += 5;
        before.Timestamp += 5 * 960;
        before.Say(400, 0.1);
        before.Say(0, 0.8);
        await session.RecordedAsync(1.4);
        await killed.UntilAsync(async () => (await session.CuesAsync()).Count == 1);
        Assert.Equal(0.1, await session.LostAudioAsync());

        await using var restarted = await TestServer.StartAsync(killed.CopyOfData());
        Assert.Equal(0.1, await session.LostAudioAsync(restarted));
        await using var after = await WhipSpeaker.ConnectAsync(session, at: restarted);
        after.Say(1_000, 0.4);
        await restarted.UntilAsync(() =>
            Task.FromResult(RecordedAudio.Of(session, at: restarted).Runs is [.., { Hertz: 1_000, Seconds: > 0.35 }]));
        await after.DeleteAsync();

        Assert.Equal([400, 0, 1_000], RecordedAudio.Of(session, at: restarted).Runs.Select(run => run.Hertz));
        Assert.Equal(await session.DurationAsync(restarted) - 1.4 - 0.4 + 0.1, await session.LostAudioAsync(restarted), 0.01);
        await before.DisposeAsync();
    }

    [Fact]
    public async Task Publisher_that_stays_away_ends_the_session_when_the_grace_time_is_over()
    {
        await using var server = await TestServer.StartAsync(settings: [("Whip:VanishSeconds", "0.3"), ("Sessions:GraceSeconds", "0.2")]);
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        var (speaker, _) = await SayAsync(session, 400);
        await speaker.Link.CutAsync();

        await viewer.ReadToEndAsync();

        Assert.Equal("finished", viewer.State);
        Assert.Equal(0.4, await session.DurationAsync());
        await speaker.DisposeAsync();
    }

    [Fact]
    public async Task Delete_of_a_connection_that_is_long_dead_does_not_end_what_its_publisher_comes_back_to()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var (speaker, heard) = await SayAsync(session, 400);
        await speaker.Link.CutAsync();
        await PassAsync(session, heard, seconds: 4);

        Assert.Equal(200, await speaker.DeleteAsync());

        Assert.Equal("live", await session.StateAsync());
        await speaker.DisposeAsync();
    }

    /// <summary>A new connection says 0.4 s of a tone.</summary>
    /// <returns>It, and when it said so.</returns>
    private static async Task<(WhipSpeaker Speaker, long At)> SayAsync(TestSession session, int hertz)
    {
        var speaker = await WhipSpeaker.ConnectAsync(session);
        var at = TimeProvider.System.GetTimestamp();
        speaker.Say(hertz, 0.4);
        await session.Server.UntilAsync(() =>
            Task.FromResult(RecordedAudio.Of(session).Runs is [.., { Seconds: > 0.35 } last] && last.Hertz == hertz));
        return (speaker, at);
    }

    private static Task PassAsync(TestSession session, long since, double seconds = 0.8) =>
        session.Server.UntilAsync(() => Task.FromResult(TimeProvider.System.GetElapsedTime(since).TotalSeconds >= seconds));

    /// <summary>Two tones, the second so many seconds behind the start of the first, and silence between them.</summary>
    private static async Task IsHeardAsync(TestSession session, double away)
    {
        RecordedAudio.Of(session).IsHeardAs(0.1, (400, 0.4), (0, away - 0.4), (1_000, 0.4));
        Assert.Equal(away + 0.4, await session.DurationAsync(), 0.1);
    }
}
