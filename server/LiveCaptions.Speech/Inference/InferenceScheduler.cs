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
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var deadline = _time.GetUtcNow().Ticks + slack.Ticks;
        lock (_queue)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            _queue.Enqueue(new Entry(() => Complete(result, decode, cancellationToken), () => result.TrySetCanceled(CancellationToken.None)), (deadline, _order++));
        }

        _ready.Release();
        return await result.Task;
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

    private static void Complete<T>(TaskCompletionSource<T> result, Func<T> decode, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            result.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            result.TrySetResult(decode());
        }
        catch (OperationCanceledException e)
        {
            result.TrySetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            result.TrySetException(e);
        }
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
