namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>
/// Where handshakes run: BouncyCastle blocks while it waits for the network, so each has a thread for its second of life, and there are
/// never more than some. Of these only half of the processors' number compute at a time: a storm of reconnects takes nothing from
/// streams that are live. Thread-safe.
/// </summary>
public sealed class DtlsHandshakes : IDisposable
{
    /// <summary>At 0.4 s for a distant client, 160 handshakes a second.</summary>
    private const int MaxThreads = 64;

    private const int StackBytes = 256 * 1024;

    private readonly SemaphoreSlim _threads = new(MaxThreads, MaxThreads);

    /// <summary>Threads that there are now.</summary>
    internal int Running => MaxThreads - _threads.CurrentCount;

    /// <summary>Taken by who computes.</summary>
    internal SemaphoreSlim Turns { get; } = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Runs <paramref name="handshake"/> on a thread of its own when one is free.</summary>
    internal async Task<DtlsSrtpKeys> RunAsync(Func<DtlsSrtpKeys> handshake, CancellationToken cancellationToken)
    {
        await _threads.WaitAsync(cancellationToken);
        try
        {
            var done = new TaskCompletionSource<DtlsSrtpKeys>(TaskCreationOptions.RunContinuationsAsynchronously);
            new Thread(() => Complete(done, handshake), StackBytes) { IsBackground = true, Name = "DTLS handshake" }.Start();
            return await done.Task;
        }
        finally
        {
            _threads.Release();
        }
    }

    public void Dispose()
    {
        _threads.Dispose();
        Turns.Dispose();
    }

    private void Complete(TaskCompletionSource<DtlsSrtpKeys> done, Func<DtlsSrtpKeys> handshake)
    {
        // The turn goes back before anybody is told: who awaits may dispose of us at once.
        Turns.Wait();
        var (keys, failure) = Try(handshake);
        Turns.Release();
        if (failure is null)
        {
            done.SetResult(keys!);
        }
        else
        {
            done.SetException(failure);
        }
    }

    private static (DtlsSrtpKeys? Keys, Exception? Failure) Try(Func<DtlsSrtpKeys> handshake)
    {
        try
        {
            return (handshake(), null);
        }
        catch (Exception exception)
        {
            return (null, exception);
        }
    }
}
