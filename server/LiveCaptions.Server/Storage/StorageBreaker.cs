namespace LiveCaptions.Server.Storage;

/// <summary>
/// While the database fails, one write tries it now and then, and all others fail at once: else each would wait out the lock of another program
/// behind the one before it. Used by one writer at a time; read by anybody.
/// </summary>
internal sealed class StorageBreaker(TimeProvider time)
{
    private volatile StorageFault? _fault;
    private DateTimeOffset _nextTry;
    private int _failures;

    /// <summary>Null while writing works.</summary>
    public StorageFault? Fault => _fault;

    /// <exception cref="StorageException">It failed, and is not to be tried yet.</exception>
    public void ThrowIfOpen()
    {
        if (_fault is { } fault && time.GetUtcNow() < _nextTry)
        {
            throw new StorageException(fault);
        }
    }

    public void Open(StorageFault fault)
    {
        _nextTry = time.GetUtcNow() + StorageRetry.WaitAfter(++_failures);
        _fault = fault;
    }

    public void Close()
    {
        _failures = 0;
        _fault = null;
    }
}
