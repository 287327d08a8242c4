namespace LiveCaptions.Server.Storage.Sqlite;

/// <summary>
/// Empties the write-ahead log behind a deletion. A reader that is under way keeps it, so it is tried again in the background until it is
/// done; however many ask, one task tries.
/// </summary>
internal sealed class LogEmptying(Func<Task<bool>> tryEmpty, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private bool _isWanted;
    private bool _isTrying;

    /// <summary>Empties it now, or else in the background.</summary>
    public async Task RunAsync()
    {
        if (!await tryEmpty())
        {
            RunSoon();
        }
    }

    /// <summary>Empties it in the background, once for all that ask meanwhile.</summary>
    public void RunSoon()
    {
        lock (_lock)
        {
            _isWanted = true;
            if (!_isTrying)
            {
                _isTrying = true;
                _ = Task.Run(TryAsync);
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    // Never fails: what nobody waits for has nobody to tell.
    private async Task TryAsync()
    {
        try
        {
            var wait = FirstWait;
            while (IsWanted())
            {
                await Task.Delay(wait, time, _stop.Token);
                if (await tryEmpty())
                {
                    wait = FirstWait;
                    continue;
                }

                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
                RunSoon();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The server stops: the next one empties the log when its last connection closes, or with its first deletion.
        }
    }

    private bool IsWanted()
    {
        lock (_lock)
        {
            _isTrying = _isWanted;
            _isWanted = false;
            return _isTrying;
        }
    }
}
