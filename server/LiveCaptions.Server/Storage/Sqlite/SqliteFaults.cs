using Microsoft.Data.Sqlite;

namespace LiveCaptions.Server.Storage.Sqlite;

/// <summary>What SQLite's result codes (https://sqlite.org/rescode.html) say of the storage.</summary>
internal static class SqliteFaults
{
    /// <returns>Null for what is no trouble of the storage.</returns>
    public static StorageFault? Of(SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 or 15 => StorageFault.Locked, // BUSY, LOCKED, PROTOCOL
        8 or 10 or 14 => StorageFault.Broken, // READONLY, IOERR, CANTOPEN
        11 or 26 => StorageFault.Damaged, // CORRUPT, NOTADB
        13 => StorageFault.Full,
        _ => null,
    };
}
