namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>One writes at a time, and nobody any more once the session is deleted. Thread-safe.</summary>
internal sealed class WriteTurn
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The session is deleted: nothing of it is stored or sent any more. In turn.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Writes alone; nothing once the session is deleted.</summary>
    public Task RunAsync(Func<Task> write) => RunAsync<object>(async () =>
    {
        await write();
        return null;
    });

    /// <inheritdoc cref="RunAsync(Func{Task})"/>
    public async Task<T?> RunAsync<T>(Func<Task<T?>> write)
        where T : class
    {
        await _turn.WaitAsync();
        try
        {
            return IsOver ? null : await write();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The last one to write: from when this completes on, nobody does.</summary>
    /// <param name="delete">Deletes what is stored; where it fails, all goes on.</param>
    public async Task EndAsync(Func<Task> delete)
    {
        await _turn.WaitAsync();
        try
        {
            await delete();
            IsOver = true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits for the turn, even behind the session's end.</summary>
    /// <returns>Dispose it to let others.</returns>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Stay(_turn);
    }

    private sealed class Stay(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
