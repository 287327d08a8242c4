namespace LiveCaptions.Server.Storage;

/// <summary>
/// While the database fails, one write tries it now and then, and all others fail at once: else each would wait out the lock of another
/// program behind the one before it. Thread-safe.
/// </summary>
internal sealed class StorageBreaker(TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile StorageFault? _fault;
    private DateTimeOffset _nextTry;
    private int _failures;

    /// <summary>Null while writing works.</summary>
    public StorageFault? Fault => _fault;

    /// <summary>Of several that ask when it is time to try again, one may.</summary>
    /// <exception cref="StorageException">It failed, and is not to be tried yet.</exception>
    public void ThrowIfOpen()
    {
        lock (_lock)
        {
            if (_fault is not { } fault)
            {
                return;
            }

            if (time.GetUtcNow() < _nextTry)
            {
                throw new StorageException(fault);
            }

            _nextTry = time.GetUtcNow() + StorageRetry.WaitAfter(_failures);
        }
    }

    public void Open(StorageFault fault)
    {
        lock (_lock)
        {
            _nextTry = time.GetUtcNow() + StorageRetry.WaitAfter(++_failures);
            _fault = fault;
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _failures = 0;
            _fault = null;
        }
    }
}
