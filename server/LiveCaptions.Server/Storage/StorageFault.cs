using LiveCaptions.Server.Storage.Postgres;
using LiveCaptions.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LiveCaptions.Server.Storage;

/// <summary>Trouble that is the disk's or the database's, and no bug: whatever was to be stored is tried again until it is.</summary>
/// <param name="Code">Short name for programs.</param>
/// <param name="Line">For people: what, without a path, as strangers may read it.</param>
public sealed record StorageFault(string Code, string Line)
{
    // HResult of an IOException is errno, and on Windows 0x8007 with the system's code behind it.
    // ENOSPC, EFBIG, EDQUOT
    private static readonly int[] FullCodes = [28, 27, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] BrokenCodes = [5, 30, unchecked((int)0x8007045D), unchecked((int)0x80070013)]; // EIO, EROFS

    public static StorageFault Full { get; } = new("storage_full", "The server's disk is full.");

    /// <summary>There is still room for what is live, and for nothing new.</summary>
    public static StorageFault NearlyFull { get; } = new("storage_full", "The server's disk is nearly full; nothing new is taken until "
        + "there is room (LIVECAPTIONS_Storage__MinFreeMegabytes sets how much stays free).");

    public static StorageFault Locked { get; } = new("storage_locked", "The server's database is locked by another program.");

    public static StorageFault Broken { get; } = new("storage_failed", "The server's disk cannot be written or read.");

    public static StorageFault Unreachable { get; } = new("storage_failed", "The server's database cannot be reached.");

    /// <summary>The one that does not pass by itself. Audio is still recorded, and transcribed once the database is whole again.</summary>
    public static StorageFault Damaged { get; } = new(
        "storage_damaged", "The server's database is damaged: stop the server and put a backup in its place.");

    /// <summary>HTTP status that tells it.</summary>
    public int Status => Code == Full.Code ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;

    /// <returns>Null for everything that is no trouble of the storage.</returns>
    public static StorageFault? Of(Exception exception) => exception switch
    {
        StorageException storage => storage.Fault,
        DbUpdateException { InnerException: { } inner } => Of(inner),
        SqliteException sqlite => SqliteFaults.Of(sqlite),
        NpgsqlException postgres => PostgresFaults.Of(postgres),

        // So Entity Framework wraps what may pass.
        InvalidOperationException { InnerException: (NpgsqlException or DbUpdateException) and var inner } => Of(inner),
        IOException file when FullCodes.Contains(file.HResult) => Full,
        IOException file when BrokenCodes.Contains(file.HResult) => Broken,
        _ => null,
    };

    /// <summary>The same where it is known that a file of ours was written.</summary>
    internal static StorageFault? OfWriting(Exception exception) =>
        Of(exception) ?? (exception is IOException or UnauthorizedAccessException ? Broken : null);
}
