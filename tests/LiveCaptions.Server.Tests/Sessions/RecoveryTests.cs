using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>A killed server, restarted: simulated by a second server on a copy of what the first one had on disk at that moment.</summary>
public sealed class RecoveryTests
{
    private static readonly short[] Known = FakeSpeech.Say(1, 2);
    private static readonly short[] Unknown = [.. FakeSpeech.Say(3), .. FakeSpeech.Begin(4, 5)];

    [Fact]
    public async Task Killed_server_goes_on_without_losing_or_doubling_a_word()
    {
        await using var killed = await TestServer.StartAsync(recognizer: StuckBehind(Known.Length));
        var (session, lastSeq) = await PublishAsync(killed, Known, Unknown);
        await using var restarted = await TestServer.StartAsync(killed.CopyOfData());

        await using var publisher = await session.PublishAsync(at: restarted);
        Assert.Equal((Known.Length + Unknown.Length) / 16_000d, publisher.Received, 1e-6);
        await publisher.SendAsync(FakeSpeech.Begin(6));
        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5, 6), await session.TextAsync(restarted));
        var cues = await restarted.CuesAsync(session.Id);
        Assert.All(cues.Skip(1), cue => Assert.True(cue.Seq > lastSeq, "a seq came twice"));
        Assert.Equal(cues.Count, cues.Select(c => c.Id).Distinct().Count());
        Assert.Equal(cues.Select(c => c.Start).Order(), cues.Select(c => c.Start));
    }

    [Fact]
    public async Task Killed_server_without_its_publisher_transcribes_what_it_has_and_finishes()
    {
        await using var killed = await TestServer.StartAsync(recognizer: StuckBehind(Known.Length));
        var (session, _) = await PublishAsync(killed, Known, Unknown);
        await using var restarted = await TestServer.StartAsync(killed.CopyOfData(), settings: ("Sessions:GraceSeconds", "0.2"));

        await using var viewer = await EventViewer.ConnectAsync(restarted, session.Id);
        await viewer.ReadToEndAsync();

        Assert.Equal("finished", (await restarted.GetAsync($"/api/sessions/{session.Id}")).GetProperty("state").GetString());
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), await session.TextAsync(restarted));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Recording_with_a_torn_last_sample_is_taken_up(int bytesCut)
    {
        await using var killed = await TestServer.StartAsync(recognizer: StuckBehind(Known.Length));
        var (session, _) = await PublishAsync(killed, Known, Unknown);
        var copy = killed.CopyOfData();
        await using (var recording = new FileStream(Path.Combine(copy, "recordings", session.Id, "track0.wav"), FileMode.Open))
        {
            recording.SetLength(recording.Length - bytesCut);
        }

        await using var restarted = await TestServer.StartAsync(copy);
        await using var publisher = await session.PublishAsync(at: restarted);
        var received = (int)Math.Round(publisher.Received * 16_000);
        Assert.Equal(Known.Length + Unknown.Length - ((bytesCut + 1) / 2), received);
        await publisher.SendAsync(((short[])[.. Known, .. Unknown])[received..]);
        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), await session.TextAsync(restarted));
    }

    [Fact]
    public async Task Session_killed_while_its_last_finals_were_made_needs_no_publisher_to_finish()
    {
        await using var killed = await TestServer.StartAsync(recognizer: StuckBehind(Known.Length));
        var (session, _) = await PublishAsync(killed, Known, Unknown);
        await using var watcher = await EventViewer.ConnectAsync(killed, session.Id);
        using var finish = new HttpRequestMessage(HttpMethod.Post, $"/api/sessions/{session.Id}/finish");
        var finishing = killed.Http.SendAsync(finish);
        Assert.True(await watcher.ReadUntilAsync(v => v.State == "finishing"));

        await using var restarted = await TestServer.StartAsync(killed.CopyOfData(), settings: ("Sessions:GraceSeconds", "3600"));
        await using var viewer = await EventViewer.ConnectAsync(restarted, session.Id);
        await viewer.ReadToEndAsync();

        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), await session.TextAsync(restarted));
        Assert.Equal("finished", (await restarted.GetAsync($"/api/sessions/{session.Id}")).GetProperty("state").GetString());
        Assert.False(finishing.IsCompleted);
    }

    [Fact]
    public async Task Stopped_server_tells_its_publishers_and_goes_on_after_the_restart()
    {
        string copy;
        TestSession session;
        await using (var stopped = await TestServer.StartAsync())
        {
            session = await stopped.CreateSessionAsync();
            await using var viewer = await EventViewer.ConnectAsync(stopped, session.Id);
            await using var publisher = await session.PublishAsync();
            await publisher.SendAsync(Known);
            await publisher.SendAsync(FakeSpeech.Begin(3));
            await viewer.FinalsAsync(1);
            await session.RecordedAsync((Known.Length + FakeSpeech.Begin(3).Length) / 16_000d);
            var told = publisher.NextAsync("error");
            await stopped.StopAsync();
            Assert.Equal("server_stopping", (await told).GetProperty("code").GetString());
            copy = stopped.CopyOfData();
        }

        await using var restarted = await TestServer.StartAsync(copy);
        await using var back = await session.PublishAsync(at: restarted);
        await back.CloseAsync();
        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync(restarted));
    }

    [Fact]
    public async Task Engine_that_fails_once_goes_on_from_the_last_final()
    {
        var failed = false;
        var recognizer = new FakeRecognizer
        {
            BeforeFrame = (frame, _) =>
            {
                if (!failed && frame.Position > Known.Length + 4_000)
                {
                    failed = true;
                    throw new InvalidOperationException("the engine broke");
                }

                return Task.CompletedTask;
            },
        };
        await using var server = await TestServer.StartAsync(recognizer: recognizer);
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync([.. Known, .. Unknown]);
        await publisher.CloseAsync();

        Assert.True(failed);
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), await session.TextAsync());
    }

    [Fact]
    public async Task Engine_that_fails_many_times_at_once_goes_on_from_the_last_final()
    {
        var failures = 0;
        var recognizer = new FakeRecognizer
        {
            BeforeFrame = (frame, _) => frame.Position > Known.Length && failures++ < 6
                ? throw new InvalidOperationException("the engine broke")
                : Task.CompletedTask,
        };
        await using var server = await TestServer.StartAsync(recognizer: recognizer);
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync([.. Known, .. Unknown]);
        Assert.True(await viewer.ReadUntilAsync(v => v.Message is not null), "nobody was told");
        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();

        Assert.True(failures > 6);
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), await session.TextAsync());
        Assert.Equal(("finished", null), (viewer.State, viewer.Message));
    }

    [Fact]
    public async Task Engine_that_fails_for_good_fails_the_session_alone()
    {
        var recognizer = new FakeRecognizer
        {
            BeforeFrame = (frame, _) =>
                frame.Samples.Span[0] == 900 / 32768f ? throw new InvalidOperationException("the engine broke") : Task.CompletedTask,
        };
        await using var server = await TestServer.StartAsync(recognizer: recognizer, settings: ("Sessions:EnginePatienceSeconds", "0.5"));
        var bad = await server.CreateSessionAsync();
        var good = await server.CreateSessionAsync();
        await using var goodPublisher = await good.PublishAsync();
        await using var badPublisher = await bad.PublishAsync();

        await badPublisher.SendAsync(FakeSpeech.Say(9));
        Assert.Equal("engine_failed", (await badPublisher.NextAsync("error")).GetProperty("code").GetString());
        await badPublisher.UntilClosedAsync();
        await goodPublisher.SendAsync(FakeSpeech.Say(1));
        await goodPublisher.CloseAsync();

        Assert.Equal("w1", await good.TextAsync());
        await using var viewer = await EventViewer.ConnectAsync(server, bad.Id);
        await viewer.ReadToEndAsync();
        Assert.Equal("failed", await bad.StateAsync());
    }

    /// <summary>An engine that never gets behind a sample: what comes after stays untranscribed until the kill.</summary>
    private static FakeRecognizer StuckBehind(long sample) => new()
    {
        BeforeFrame = (frame, cancellationToken) =>
            frame.Position > sample ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken) : Task.CompletedTask,
    };

    private static async Task<(TestSession Session, long LastSeq)> PublishAsync(TestServer server, short[] known, short[] unknown)
    {
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. known, .. unknown]);
        await viewer.FinalsAsync(1);
        return (session, viewer.Messages.Max(m => m.Seq));
    }
}
