namespace LiveCaptions.Server.Storage;

/// <summary>Whether the database file may still hold bytes of what was deleted; kept in it as SQLite's <c>user_version</c>.</summary>
public enum DatabaseTraces
{
    /// <summary>A server from before deletions were overwritten wrote it: it is full of them.</summary>
    Unknown = 0,

    /// <summary>Nothing was deleted since it was made or rewritten.</summary>
    None = 1,

    /// <summary>
    /// Something was deleted or corrected: where SQLite has moved rows between pages before, copies may be left
    /// between those that are valid.
    /// </summary>
    Few = 2,
}
