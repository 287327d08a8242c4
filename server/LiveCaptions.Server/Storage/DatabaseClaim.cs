namespace LiveCaptions.Server.Storage;

/// <summary>
/// That a database is one server's: a second one would take up the sessions that this one is in the middle of. Disposed, another may
/// have it.
/// </summary>
public abstract class DatabaseClaim : IAsyncDisposable
{
    /// <summary>Ends, if ever, when another server has the database, as this one could not reach it for a while.</summary>
    public abstract Task Lost { get; }

    public abstract ValueTask DisposeAsync();
}
