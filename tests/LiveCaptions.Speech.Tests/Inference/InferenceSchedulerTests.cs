using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

public sealed class InferenceSchedulerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Earliest_deadline_goes_first()
    {
        await using var scheduler = new InferenceScheduler(1, TimeProvider.System);
        await using var gate = new Gate(scheduler);
        var order = new List<int>();
        var work = new[] { 300, 0, 200, 100, 0 }.Select((slack, i) => scheduler.RunAsync(
            () =>
            {
                order.Add(i);
                return i;
            },
            TimeSpan.FromSeconds(slack),
            CancellationToken.None)).ToArray();
        gate.Open();
        await Task.WhenAll(work).WaitAsync(Patience);
        Assert.Equal([1, 4, 3, 2, 0], order);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task As_many_run_at_once_as_allowed_and_never_more(int concurrency)
    {
        await using var scheduler = new InferenceScheduler(concurrency, TimeProvider.System);
        var (running, most) = (0, 0);
        using var all = new Barrier(concurrency);
        var work = Enumerable.Range(0, 10 * concurrency).Select(i => scheduler.RunAsync(
            () =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                Assert.True(all.SignalAndWait(Patience), "less ran at once than allowed");
                Interlocked.Decrement(ref running);
                return i;
            },
            TimeSpan.Zero,
            CancellationToken.None));
        Assert.Equal(Enumerable.Range(0, 10 * concurrency), await Task.WhenAll(work));
        Assert.Equal(concurrency, most);
    }

    [Theory]
    [InlineData(1, true, 1)]
    [InlineData(3, true, 2)]
    [InlineData(3, false, 3)]
    public async Task Background_leaves_a_worker_to_the_foreground_while_there_is_one(int concurrency, bool foreground, int expected)
    {
        foreach (var kind in (InferenceClass[])[InferenceClass.Background, InferenceClass.Emotion])
        {
            await LeavesAWorkerAsync(kind, concurrency, foreground, expected);
        }
    }

    [Fact]
    public async Task Full_background_does_not_hold_up_other_classes()
    {
        await using var scheduler = new InferenceScheduler(2, TimeProvider.System);
        scheduler.EnterForeground();
        using var open = new ManualResetEventSlim();
        var background = Enumerable.Range(0, 3)
            .Select(_ => scheduler.RunAsync(() => open.Wait(Patience), TimeSpan.Zero, CancellationToken.None, InferenceClass.Background))
            .ToArray();

        Assert.Equal(
            7,
            await scheduler.RunAsync(() => 7, TimeSpan.FromSeconds(1), CancellationToken.None, InferenceClass.Emotion).WaitAsync(Patience));

        open.Set();
        Assert.All(await Task.WhenAll(background).WaitAsync(Patience), Assert.True);
    }

    private static async Task LeavesAWorkerAsync(InferenceClass kind, int concurrency, bool foreground, int expected)
    {
        await using var scheduler = new InferenceScheduler(concurrency, TimeProvider.System);
        if (foreground)
        {
            scheduler.EnterForeground();
        }

        var (running, most) = (0, 0);
        using var open = new ManualResetEventSlim();
        using var begun = new CountdownEvent(expected);
        var background = Enumerable.Range(0, 6).Select(i => scheduler.RunAsync(
            () =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                if (!begun.IsSet)
                {
                    begun.Signal();
                }

                Assert.True(open.Wait(Patience));
                Interlocked.Decrement(ref running);
                return i;
            },
            TimeSpan.Zero,
            CancellationToken.None,
            kind)).ToArray();
        Assert.True(begun.Wait(Patience));
        if (foreground && concurrency > 1)
        {
            Assert.Equal(7, await scheduler.RunAsync(() => 7, TimeSpan.FromHours(1), CancellationToken.None).WaitAsync(Patience));
        }

        open.Set();
        Assert.Equal(Enumerable.Range(0, 6), await Task.WhenAll(background).WaitAsync(Patience));
        Assert.Equal(expected, most);
    }

    [Fact]
    public async Task Cancelled_work_is_not_run_and_told_at_once()
    {
        await using var scheduler = new InferenceScheduler(1, TimeProvider.System);
        await using var gate = new Gate(scheduler);
        using var cancel = new CancellationTokenSource();
        var ran = false;
        var work = scheduler.RunAsync(() => ran = true, TimeSpan.Zero, cancel.Token);
        await cancel.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.WaitAsync(Patience));
        Assert.Equal(cancel.Token, error.CancellationToken);
        gate.Open();
        await scheduler.RunAsync(() => 0, TimeSpan.FromHours(1), CancellationToken.None).WaitAsync(Patience);
        Assert.False(ran);
    }

    [Fact]
    public async Task Cancelling_running_work_waits_for_its_end()
    {
        await using var scheduler = new InferenceScheduler(1, TimeProvider.System);
        using var cancel = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var work = scheduler.RunAsync(
            () =>
            {
                started.Set();
                Assert.True(go.Wait(Patience));
                cancel.Token.ThrowIfCancellationRequested();
                return 0;
            },
            TimeSpan.Zero,
            cancel.Token);
        Assert.True(started.Wait(Patience));
        await cancel.CancelAsync();
        Assert.False(work.IsCompleted);
        go.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.WaitAsync(Patience));
    }

    [Fact]
    public async Task Failure_reaches_the_caller_and_the_worker_lives_on()
    {
        await using var scheduler = new InferenceScheduler(1, TimeProvider.System);
        var failing = scheduler.RunAsync<int>(() => throw new InvalidDataException("broken"), TimeSpan.Zero, CancellationToken.None);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => failing.WaitAsync(Patience));
        Assert.Equal("broken", error.Message);
        Assert.Equal(7, await scheduler.RunAsync(() => 7, TimeSpan.Zero, CancellationToken.None).WaitAsync(Patience));
    }

    [Fact]
    public async Task Disposing_lets_running_work_end_and_abandons_what_waits()
    {
        var scheduler = new InferenceScheduler(1, TimeProvider.System);
        await using var gate = new Gate(scheduler);
        var ran = false;
        var waiting = scheduler.RunAsync(() => ran = true, TimeSpan.Zero, CancellationToken.None);
        var disposing = scheduler.DisposeAsync().AsTask();
        gate.Open();
        await disposing.WaitAsync(Patience);
        Assert.True(await gate.Passed.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
        Assert.False(ran);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => scheduler.RunAsync(() => 0, TimeSpan.Zero, CancellationToken.None));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    /// <summary>Holds the only worker of a scheduler.</summary>
    private sealed class Gate : IAsyncDisposable
    {
        private readonly ManualResetEventSlim _open = new();

        public Gate(InferenceScheduler scheduler)
        {
            using var reached = new ManualResetEventSlim();
            Passed = scheduler.RunAsync(
                () =>
                {
                    reached.Set();
                    return _open.Wait(2 * Patience);
                },
                TimeSpan.Zero,
                CancellationToken.None);
            Assert.True(reached.Wait(Patience));
        }

        public Task<bool> Passed { get; }

        public void Open() => _open.Set();

        public async ValueTask DisposeAsync()
        {
            _open.Set();
            await Passed;
            _open.Dispose();
        }
    }
}
