namespace LiveCaptions.Server.Storage;

/// <summary>A kind of database: how it is reached, and what it takes that nothing of what is deleted stays in it.</summary>
internal interface IDatabaseProvider : IDisposable
{
    /// <summary>Changes that may be made at the same time.</summary>
    int Writers { get; }

    /// <summary>Bytes that rewriting it would write; 0 where it is not for us to do.</summary>
    long Size { get; }

    CaptionDbContext CreateContext();

    /// <summary>Takes the database for this server alone, until that is disposed.</summary>
    /// <param name="folder">The data folder, which goes with it.</param>
    /// <exception cref="IOException">Another server runs on it.</exception>
    Task<DatabaseClaim> ClaimAsync(FolderClaim folder, TimeProvider time, CancellationToken cancellationToken);

    /// <summary>Makes the tables, or brings those of an older server to what this one needs.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Does what follows from a change, in its transaction, before it is committed.</summary>
    Task CompleteAsync(CaptionDbContext db);

    /// <summary>Whether bytes of what was deleted may still be in it.</summary>
    Task<DatabaseTraces> ReadTracesAsync();

    /// <summary>Notes, with a change, that it takes something away.</summary>
    Task NoteErasedAsync(CaptionDbContext db);

    /// <summary>Takes what was erased out of the log of changes.</summary>
    /// <returns>False where that has to be tried again, as somebody still needs the log.</returns>
    Task<bool> TryEmptyLogAsync();

    /// <summary>Writes all of it anew with what is valid alone. Nobody may write meanwhile.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    Task RewriteAsync();
}
