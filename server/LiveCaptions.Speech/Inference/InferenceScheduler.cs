namespace LiveCaptions.Speech.Inference;

/// <summary>
/// Runs decodes off the I/O threads: at most as many at once as there are cores, the earliest deadline first. Nothing is dropped here;
/// a stream has one decode waiting at most, so the queue is bounded by the number of streams. A decode that runs cannot be pushed aside:
/// while there are streams in the foreground, the work of every other <see cref="InferenceClass"/> leaves one worker free.
/// </summary>
public sealed class InferenceScheduler : IAsyncDisposable
{
    private readonly PriorityQueue<Entry, (long Deadline, long Order)> _queue = new();
    private readonly Queue<Entry> _setAside = new();
    private readonly SemaphoreSlim _ready = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _workers;
    private readonly TimeProvider _time;
    private long _order;
    private int _foregroundStreams;
    private readonly int[] _runs = new int[Enum.GetValues<InferenceClass>().Length];
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

    /// <summary>Whether there is a stream whose speaker waits for the result.</summary>
    public bool HasForeground => ForegroundStreams > 0;

    /// <summary>Streams whose speakers wait for the result.</summary>
    public int ForegroundStreams => Volatile.Read(ref _foregroundStreams);

    /// <summary>Runs <paramref name="decode"/> on a worker thread once nothing with an earlier deadline waits.</summary>
    /// <param name="slack">How long after now the result is wanted: interims can wait a little, finals not.</param>
    /// <param name="kind">All but <see cref="InferenceClass.Live"/> leave a worker to the streams of <see cref="EnterForeground"/>.</param>
    public Task<T> RunAsync<T>(
        Func<T> decode, TimeSpan slack, CancellationToken cancellationToken, InferenceClass kind = InferenceClass.Live) =>
        RunAsync(decode, TurnIn(slack, kind), cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(Func{T}, TimeSpan, CancellationToken, InferenceClass)"/>
    public Task RunAsync(Action decode, TimeSpan slack, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            decode();
            return true;
        },
        slack,
        cancellationToken);

    /// <summary>The turn of work that is wanted so long after now.</summary>
    internal InferenceTurn TurnIn(TimeSpan slack, InferenceClass kind) => new(_time.GetUtcNow().Ticks + slack.Ticks, kind);

    /// <inheritdoc cref="RunAsync{T}(Func{T}, TimeSpan, CancellationToken, InferenceClass)"/>
    internal async Task<T> RunAsync<T>(Func<T> decode, InferenceTurn wanted, CancellationToken cancellationToken)
    {
        var scheduled = new ScheduledDecode<T>(decode, cancellationToken);
        lock (_queue)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            var turn = (wanted.Deadline, _order++);
            _queue.Enqueue(new Entry(scheduled.Run, scheduled.CancelUnlessBegun, wanted.Kind, turn), turn);
        }

        _ready.Release();

        // A final does not wait until it is the turn of the interim that it pushes aside.
        await using var cancelling = cancellationToken.Register(scheduled.CancelUnlessBegun);
        return await scheduled.Result;
    }

    /// <summary>A stream begins whose speaker waits for the result.</summary>
    /// <returns>Disposed of when the stream ends.</returns>
    public IDisposable EnterForeground() => new Stay(this);

    public async ValueTask DisposeAsync()
    {
        lock (_queue)
        {
            // Engines that share it are disposed of one after the other.
            if (_stopped)
            {
                return;
            }

            _stopped = true;
        }

        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
        while (_queue.TryDequeue(out var work, out _))
        {
            work.Abandon();
        }

        while (_setAside.TryDequeue(out var work))
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
                if (Next() is { } work)
                {
                    work.Run();
                    Finish(work);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The scheduler stops.
        }
    }

    /// <returns>Null when the next one has to let a worker be free.</returns>
    private Entry? Next()
    {
        lock (_queue)
        {
            var next = _queue.Dequeue();
            if (next.Kind == InferenceClass.Live)
            {
                return next;
            }

            if (_runs[(int)next.Kind] >= Limit)
            {
                _setAside.Enqueue(next);
                return null;
            }

            _runs[(int)next.Kind]++;
            return next;
        }
    }

    /// <summary>Runs at once of each class but the first.</summary>
    private int Limit => HasForeground ? Math.Max(1, Concurrency - 1) : Concurrency;

    private void Finish(Entry work)
    {
        if (work.Kind == InferenceClass.Live)
        {
            return;
        }

        // Something is set aside only while something of its kind runs, so that always comes back to it.
        lock (_queue)
        {
            _runs[(int)work.Kind]--;
            while (_setAside.TryDequeue(out var waiting))
            {
                _queue.Enqueue(waiting, waiting.Turn);
                _ready.Release();
            }
        }
    }

    private readonly record struct Entry(Action Run, Action Abandon, InferenceClass Kind, (long Deadline, long Order) Turn);

    /// <summary>A stream in the foreground.</summary>
    private sealed class Stay : IDisposable
    {
        private InferenceScheduler? _scheduler;

        public Stay(InferenceScheduler scheduler)
        {
            _scheduler = scheduler;
            Interlocked.Increment(ref scheduler._foregroundStreams);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _scheduler, null) is { } scheduler)
            {
                Interlocked.Decrement(ref scheduler._foregroundStreams);
            }
        }
    }
}
