using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

public sealed class BatchQueueTests
{
    private const int Most = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_waits_goes_together_the_earliest_first_and_no_more_than_fits()
    {
        await using var desk = new Desk();
        var results = desk.Add(InferenceClass.Background, 1, 2, 3, 4, 5, 6);
        desk.Open();
        Assert.Equal((int[])[10, 20, 30, 40, 50, 60], await results.WaitAsync(Patience));
        Assert.Equal(["1 2 3 4", "5 6"], desk.Batches);
    }

    [Fact]
    public async Task Nobody_waits_for_a_batch_to_fill()
    {
        await using var desk = new Desk();
        desk.Open();
        Assert.Equal(10, await desk.AddOne(InferenceClass.Live, 1, CancellationToken.None).WaitAsync(Patience));
    }

    [Fact]
    public async Task Live_work_is_not_slowed_down_by_background_work()
    {
        await using var desk = new Desk();
        var background = desk.Add(InferenceClass.Background, 1, 2);
        var live = desk.Add(InferenceClass.Live, 3, 4);
        desk.Open();
        await Task.WhenAll(background, live).WaitAsync(Patience);
        Assert.Equal(["3 4", "1 2"], desk.Batches);
    }

    [Fact]
    public async Task Background_batches_are_half_as_large_while_there_are_streams_in_the_foreground()
    {
        await using var desk = new Desk();
        desk.Scheduler.EnterForeground();
        var results = desk.Add(InferenceClass.Background, 1, 2, 3);
        desk.Open();
        await results.WaitAsync(Patience);
        Assert.Equal(["1 2", "3"], desk.Batches);
    }

    [Fact]
    public async Task Background_work_lets_what_else_is_due_go_first_so_that_more_gathers()
    {
        await using var desk = new Desk();
        var first = desk.Add(InferenceClass.Background, 1);
        var second = desk.Scheduler.RunAsync(
            () => desk.Add(InferenceClass.Background, 2), TimeSpan.FromSeconds(1), CancellationToken.None, InferenceClass.Background);
        desk.Open();
        await first.WaitAsync(Patience);
        await (await second).WaitAsync(Patience);
        Assert.Equal(["1 2"], desk.Batches);
    }

    [Fact]
    public async Task Cancelled_while_it_waits_is_told_at_once_and_left_out()
    {
        await using var desk = new Desk();
        using var cancel = new CancellationTokenSource();
        var others = desk.Add(InferenceClass.Background, 1, 2);
        var cancelled = desk.AddOne(InferenceClass.Background, 3, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Patience));
        desk.Open();
        await others.WaitAsync(Patience);
        Assert.Equal(["1 2"], desk.Batches);
    }

    [Fact]
    public async Task Cancelled_while_others_have_it_waits_for_its_end()
    {
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        await using var desk = new Desk(batch =>
        {
            begun.Set();
            Assert.True(go.Wait(Patience));
            foreach (var item in batch)
            {
                if (item.Cancelled.IsCancellationRequested)
                {
                    item.Cancel();
                }

                item.Finish(item.Input);
            }
        });
        using var cancel = new CancellationTokenSource();
        var first = desk.AddOne(InferenceClass.Live, 1, CancellationToken.None);
        var companion = desk.AddOne(InferenceClass.Live, 2, cancel.Token);
        desk.Open();
        Assert.True(begun.Wait(Patience));
        await cancel.CancelAsync();
        Assert.False(companion.IsCompleted);
        go.Set();
        Assert.Equal(1, await first.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => companion.WaitAsync(Patience));
    }

    [Fact]
    public async Task What_is_done_before_a_batch_fails_has_not_failed()
    {
        await using var desk = new Desk(batch =>
        {
            batch[0].Finish(7);
            throw new InvalidDataException("broken");
        });
        var (done, failed) = (desk.AddOne(InferenceClass.Live, 1, CancellationToken.None),
            desk.AddOne(InferenceClass.Live, 2, CancellationToken.None));
        desk.Open();
        Assert.Equal(7, await done.WaitAsync(Patience));
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidDataException>(() => failed.WaitAsync(Patience))).Message);
    }

    [Fact]
    public async Task Stopping_abandons_what_waits()
    {
        var desk = new Desk();
        var waiting = desk.AddOne(InferenceClass.Live, 1, CancellationToken.None);
        await desk.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
        Assert.Empty(desk.Batches);
    }

    /// <summary>One worker, held until the desk is opened, that makes tens of numbers.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly ManualResetEventSlim _open = new();
        private readonly BatchQueue<int, int> _queue;
        private readonly Task _held;

        public Desk(Action<IReadOnlyList<BatchItem<int, int>>>? run = null)
        {
            using var reached = new ManualResetEventSlim();
            _held = Scheduler.RunAsync(
                () =>
                {
                    reached.Set();
                    return _open.Wait(Patience);
                },
                TimeSpan.Zero,
                CancellationToken.None);
            Assert.True(reached.Wait(Patience));
            _queue = new BatchQueue<int, int>(Scheduler, Most, run ?? Tens);
        }

        public InferenceScheduler Scheduler { get; } = new(1, TimeProvider.System);

        public List<string> Batches { get; } = [];

        public void Open() => _open.Set();

        public Task<int[]> Add(InferenceClass kind, params int[] numbers) =>
            Task.WhenAll(numbers.Select(number => AddOne(kind, number, CancellationToken.None)).ToArray());

        public Task<int> AddOne(InferenceClass kind, int number, CancellationToken cancellationToken) =>
            _queue.RunAsync(number, Scheduler.TurnIn(TimeSpan.Zero, kind), cancellationToken);

        public async ValueTask DisposeAsync()
        {
            var disposing = Scheduler.DisposeAsync();
            _open.Set();
            await disposing;
            await _held;
            _open.Dispose();
        }

        private void Tens(IReadOnlyList<BatchItem<int, int>> batch)
        {
            Batches.Add(string.Join(' ', batch.Select(item => item.Input)));
            foreach (var item in batch)
            {
                item.Finish(10 * item.Input);
            }
        }
    }
}
