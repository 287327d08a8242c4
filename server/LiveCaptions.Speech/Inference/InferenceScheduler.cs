namespace LiveCaptions.Speech.Inference;

/// <summary>
/// Runs decodes off the I/O threads: at most as many at once as there are cores, the earliest deadline first. Nothing is dropped here;
/// a stream has one decode waiting at most, so the queue is bounded by the number of streams.
/// </summary>
public sealed class InferenceScheduler : IAsyncDisposable
{
    private readonly PriorityQueue<Entry, (long Deadline, long Order)> _queue = new();
    private readonly SemaphoreSlim _ready = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _workers;
    private readonly TimeProvider _time;
    private long _order;
    private bool _stopped;

    /// <param name="concurrency">Decodes at once; 0 means one per core.</param>
    public InferenceScheduler(int concurrency, TimeProvider time)
    {
        _time = time;
        Concurrency = concurrency > 0 ? concurrency : Environment.ProcessorCount;
        _workers = [.. Enumerable.Range(0, Concurrency).Select(_ => Task.Factory.StartNew(
            Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    public int Concurrency { get; }

    /// <summary>Runs <paramref name="decode"/> on a worker thread once nothing with an earlier deadline waits.</summary>
    /// <param name="slack">How long after now the result is wanted: interims can wait a little, finals not.</param>
    public async Task<T> RunAsync<T>(Func<T> decode, TimeSpan slack, CancellationToken cancellationToken)
    {
        var scheduled = new ScheduledDecode<T>(decode, cancellationToken);
        var deadline = _time.GetUtcNow().Ticks + slack.Ticks;
        lock (_queue)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            _queue.Enqueue(new Entry(scheduled.Run, scheduled.CancelUnlessBegun), (deadline, _order++));
        }

        _ready.Release();

        // A final does not wait until it is the turn of the interim that it pushes aside.
        await using var cancelling = cancellationToken.Register(scheduled.CancelUnlessBegun);
        return await scheduled.Result;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_queue)
        {
            _stopped = true;
        }

        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
        while (_queue.TryDequeue(out var work, out _))
        {
            work.Abandon();
        }

        _ready.Dispose();
        _stop.Dispose();
    }

    private void Work()
    {
        try
        {
            while (true)
            {
                _ready.Wait(_stop.Token);
                Next().Run();
            }
        }
        catch (OperationCanceledException)
        {
            // The scheduler stops.
        }
    }

    private Entry Next()
    {
        lock (_queue)
        {
            return _queue.Dequeue();
        }
    }

    private readonly record struct Entry(Action Run, Action Abandon);
}
