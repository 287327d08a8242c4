using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Live.Sinks;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Live.Sinks;

/// <summary>What is the same for all sinks, on a clock that the test moves.</summary>
public sealed class LiveSinkTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private TestServer _server = null!;
    private string _session = null!;
    private LiveSink? _sink;
    private long _seq;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _session = (await _server.CreateSessionAsync()).Id;
    }

    public async ValueTask DisposeAsync()
    {
        await (_sink?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Cue_is_not_sent_before_its_time()
    {
        var target = Start(new FakeTarget { From = TimeSpan.FromSeconds(20) });
        await FinalAsync("later");

        await PassAsync(19);
        Assert.Empty(target.Sent);
        await PassAsync(2);
        Assert.Equal(["later"], target.Sent);
    }

    [Fact]
    public async Task Sends_keep_their_pace_and_interims_between_them_are_skipped()
    {
        var target = Start(new FakeTarget { Pace = TimeSpan.FromSeconds(1) });
        await InterimAsync("one");
        await PassAsync(0.2);
        await InterimAsync("one two");
        await PassAsync(0.2);
        await InterimAsync("one two three");
        await PassAsync(0.2);
        await InterimAsync("one two three four");
        await PassAsync(3);

        Assert.Equal(["one", "one two three four"], target.Sent);
    }

    [Fact]
    public async Task Cue_that_is_too_old_when_it_could_be_sent_is_dropped_and_counted()
    {
        var target = Start(new FakeTarget { Until = TimeSpan.FromSeconds(40), IsAway = true });
        await FinalAsync("old");
        await PassAsync(60);
        target.IsAway = false;
        await FinalAsync("new");
        await PassAsync(35);
        await SentAsync(1);

        Assert.Equal(["new"], target.Sent);
        Assert.Equal(1, _sink!.View.Dropped);
    }

    [Fact]
    public async Task What_fails_is_tried_again_in_growing_waits_and_sent_once()
    {
        var target = new FakeTarget();
        for (var i = 0; i < 4; i++)
        {
            target.Troubles.Enqueue(() => throw new SinkFailureException("Away."));
        }

        Start(target);
        await FinalAsync("patient");
        await PassAsync(2);
        Assert.Equal((SinkState.Failing, "Away."), (_sink!.View.State, _sink.View.Error));
        Assert.InRange(target.Connects, 2, 4);
        await PassAsync(10);

        Assert.Equal(["patient"], target.Sent);
        Assert.Equal((SinkState.Live, null), (_sink.View.State, _sink.View.Error));
        Assert.NotNull(_sink.View.ErrorAt);
    }

    [Fact]
    public async Task Failure_that_nobody_foresaw_ends_nothing()
    {
        var target = new FakeTarget();
        target.Troubles.Enqueue(() => throw new InvalidOperationException("A fault of ours."));
        Start(target);
        await FinalAsync("one");
        await PassAsync(5);
        await SentAsync(1);
        Assert.Equal(["one"], target.Sent);
    }

    [Fact]
    public async Task Refusal_costs_the_cue_and_no_wait()
    {
        var target = new FakeTarget();
        target.Troubles.Enqueue(() => "Not this one.");
        Start(target);
        await FinalAsync("refused");
        await FinalAsync("taken");
        await SentAsync(1);

        Assert.Equal(["taken"], target.Sent);
        Assert.Equal(1, target.Connects);
        Assert.Equal(1, _sink!.View.Dropped);
    }

    [Fact]
    public async Task Screen_is_cleared_once_after_a_silence()
    {
        var target = Start(new FakeTarget { ClearAfter = TimeSpan.FromSeconds(8) });
        await PassAsync(20);
        Assert.Equal(0, target.Clears);
        await FinalAsync("words");
        await PassAsync(7);
        Assert.Equal(0, target.Clears);
        await PassAsync(30);
        Assert.Equal(1, target.Clears);
    }

    [Fact]
    public async Task Correction_of_what_was_sent_is_not_sent_again()
    {
        var target = Start(new FakeTarget());
        var cue = await FinalAsync("typo");
        await SentAsync(1);
        for (var i = 0; i < 300; i++)
        {
            await FinalAsync($"cue {i}");
        }

        await SentAsync(301);
        await CorrectAsync(cue, "put right");
        await FinalAsync("next");
        await SentAsync(302);

        Assert.DoesNotContain("put right", target.Sent);
    }

    [Fact]
    public async Task Correction_of_what_was_said_before_the_sink_was_there_is_not_sent()
    {
        var before = await FinalAsync("long ago");
        await FinalAsync("just before");
        var target = Start(new FakeTarget(), after: before);
        await SentAsync(1);
        await CorrectAsync(before, "put right");
        await FinalAsync("next");
        await SentAsync(2);

        Assert.Equal(["just before", "next"], target.Sent);
    }

    [Fact]
    public async Task Correction_is_sent_when_the_cue_was_not_yet()
    {
        await FinalAsync("first");
        await CorrectAsync(await FinalAsync("typo"), "put right");
        var target = Start(new FakeTarget());
        await SentAsync(2);

        Assert.Equal(["first", "put right"], target.Sent);
    }

    [Fact]
    public async Task More_finals_than_the_queue_holds_come_all_and_in_order_after_an_outage()
    {
        var target = new FakeTarget();
        target.Troubles.Enqueue(() => throw new SinkFailureException("Away.", TimeSpan.FromSeconds(60)));
        Start(target);
        for (var i = 0; i < 600; i++)
        {
            await FinalAsync($"cue {i}");
        }

        await PassAsync(50, step: 10);
        Assert.Empty(target.Sent);
        await PassAsync(70, step: 5);
        await SentAsync(600);
        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"cue {i}"), target.Sent);
    }

    /// <param name="after">The final that was sent before, in an earlier life of the sink.</param>
    private FakeTarget Start(FakeTarget target, Cue? after = null)
    {
        var services = _server.Services;
        var around = new SinkContext(
            services.GetRequiredService<SessionDirectory>(), services.GetRequiredService<SinkStore>(),
            services.GetRequiredService<CaptionMetrics>(), _time, NullLogger<LiveSink>.Instance);
        var row = new SinkRow
        {
            SessionId = _session,
            Id = "fake",
            Address = "ws://nowhere/",
            Type = SinkType.Obs,
            AfterSeq = after?.Seq ?? 0,
            AfterStart = after?.Start
        };
        _sink = new LiveSink(row, target, services.GetRequiredService<CueBroadcaster>().Subscribe(_session, row.AfterSeq), around);
        _ = _sink.Start();
        return target;
    }

    private Task<Cue> FinalAsync(string text) => StoreAsync(Make(CueKind.Final, $"c{++_seq}", text), replaces: false);

    private Task<Cue> CorrectAsync(Cue cue, string text) =>
        StoreAsync(
            cue with { Seq = ++_seq, Revision = cue.Revision + 1, Text = text, Edited = true, CreatedAt = _time.GetUtcNow() },
            replaces: true);

    private Task InterimAsync(string text)
    {
        _seq++;
        Post(Make(CueKind.Interim, "open", text));
        return Task.CompletedTask;
    }

    private async Task<Cue> StoreAsync(Cue cue, bool replaces)
    {
        var finals = _server.Services.GetRequiredService<FinalStore>();
        await (replaces
            ? finals.ReplaceAsync(cue, cue.Seq)
            : finals.AddAsync(new FinalBatch(_session, Track: 0) { Finals = [cue], SeqReserved = cue.Seq }));
        Post(cue);
        return cue;
    }

    private void Post(Cue cue) => _server.Services.GetRequiredService<CueBroadcaster>().Post(LiveMessage.Of(cue));

    private Cue Make(CueKind kind, string id, string text) => new()
    {
        SessionId = _session,
        Seq = _seq,
        Id = id,
        Revision = (int)_seq,
        Kind = kind,
        Start = _seq,
        End = _seq + 1,
        Text = text,
        CreatedAt = _time.GetUtcNow(),
    };

    private Task SentAsync(int count) => SinkClient.UntilAsync(() => _sink!.View.Sent == count, () => _sink!.View.ToString());

    /// <summary>Lets time pass in small steps, and what runs in the background run between them.</summary>
    private async Task PassAsync(double seconds, double step = 0.1)
    {
        for (var passed = 0.0; passed < seconds; passed += step)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System);
            _time.Advance(TimeSpan.FromSeconds(step));
        }

        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }
}
