using LiveCaptions.Bench;
using LiveCaptions.Bench.Fanout;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Bench.Fanout;

public sealed class FanoutTests
{
    private const string Limits = "Limit                     Soft Limit           Hard Limit           Units     \n"
        + "Max open files            1024                 4096                 files     ";

    [Fact]
    public async Task Viewers_get_every_final_once_and_note_how_late_it_was()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { @public = true, diarization = false, emotion = false });
        var ready = new ReadySign();
        var watching = WatchAsync(server, session.Id, viewers: 5, ready);
        await ready.Seen;

        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync([.. FakeSpeech.Say(1, 2), .. FakeSpeech.Say(3)]);
            await publisher.CloseAsync();
        }

        var report = await watching;
        var finals = (await server.CuesAsync(session.Id)).Select(cue => cue.Seq).ToList();
        Assert.NotEmpty(finals);
        Assert.Equal((0, 0, 5), (report.Refused, report.Dropped, report.Finals.Count));
        Assert.All(report.Finals, got => Assert.Equal(finals, got));
        Assert.All(finals, seq => Assert.Equal(5, report.Delays[seq].Count));
        Assert.All(report.Delays.SelectMany(message => message.Value), delay => Assert.InRange(delay, 0, 60_000));
    }

    [Fact]
    public async Task Viewers_of_a_session_that_is_not_theirs_are_refused()
    {
        await using var server = await TestServer.StartAsync();

        var report = await WatchAsync(server, "nowhere", viewers: 2, new ReadySign());

        Assert.Equal((2, 0), (report.Refused, report.Finals.Count));
    }

    [Fact]
    public void Viewer_that_misses_a_final_or_has_it_twice_is_not_complete()
    {
        var played = new FanoutBench.Played(
            [Message(1, CueKind.Interim), Message(2, CueKind.Final), Message(3, CueKind.Final)], 10, 0.5, 300, 0.01);
        ViewersReport[] reports =
        [
            new(
                Refused: 0, Dropped: 0, CpuSeconds: 1, [[2, 3], [2]],
                new Dictionary<long, List<float>> { [1] = [5], [2] = [1, 2], [3] = [3] }),
            new(Refused: 1, Dropped: 1, CpuSeconds: 2, [[2, 2, 3]], new Dictionary<long, List<float>> { [2] = [4, 9], [3] = [10] }),
        ];

        var figures = FanoutBench.Figures(new Programme(new short[16_000], ""), played with { Cpu = 0.2 }, played, reports);

        Assert.Equal((4, 1, 1), (figures.Viewers, figures.Refused, figures.Dropped));
        Assert.Equal((2, 3, 0.25), (figures.Finals, figures.Messages, figures.Complete));
        Assert.Equal(Math.Round(7 / 12.0, 5), figures.Delivered);
        Assert.Equal((7, 4.0, 10.0), (figures.Delay!.Count, figures.Delay.P50, figures.Delay.Max));
        Assert.Equal((6, 3.5), (figures.FinalDelay!.Count, figures.FinalDelay.P50));
        Assert.Equal((3, 9.0), (figures.LastViewer!.Count, figures.LastViewer.P50));
        Assert.Equal((0.5, 0.2, 0.3), (figures.ServerCpu, figures.ServerCpuAlone, figures.ViewersCpu));
    }

    [Fact]
    public void Every_viewer_is_in_a_process() => Assert.Equal([3, 3, 4], FanoutBench.Deal(10, 3).Order());

    [Fact]
    public void More_viewers_than_files_may_be_open_are_wrong_usage()
    {
        OpenFiles.Require(3_000, Limits.Split('\n'));

        Assert.Contains("ulimit", Assert.Throws<UsageException>(() => OpenFiles.Require(4_000, Limits.Split('\n'))).Message);
    }

    private static Task<ViewersReport> WatchAsync(TestServer server, string session, int viewers, ReadySign ready) =>
        ViewersCommand.RunAsync(
            new UriBuilder(server.Address) { Scheme = "ws", Path = "/hubs/captions" }.Uri,
            session,
            viewers,
            new TaskCompletionSource().Task,
            ready,
            TimeProvider.System,
            TestContext.Current.CancellationToken);

    private static Cue Message(long seq, CueKind kind) => new()
    {
        SessionId = "s",
        Seq = seq,
        Id = "c",
        Revision = 1,
        Kind = kind,
        Start = 0,
        End = 1,
        Text = "x",
        CreatedAt = default,
    };

    private sealed class ReadySign : StringWriter
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public override Task WriteLineAsync(string? value)
        {
            _seen.TrySetResult();
            return base.WriteLineAsync(value);
        }
    }
}
