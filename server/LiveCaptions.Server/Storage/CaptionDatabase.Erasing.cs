using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>
/// Taking away for good. Rows are overwritten as they go (<see cref="ConnectionPragmas"/>); the log and what SQLite leaves between rows follow.
/// </summary>
public sealed partial class CaptionDatabase
{
    private readonly LogEmptying _emptying;
    private readonly ILogger<CaptionDatabase>? _logger;

    /// <summary>Bytes of the file.</summary>
    public long Size => new FileInfo(_storage.DatabasePath) is { Exists: true } file ? file.Length : 0;

    /// <summary>Runs a change that takes something away as <see cref="WriteAsync"/> does; then nothing of it stays in the log.</summary>
    public async Task EraseAsync(Func<CaptionDbContext, Task> change)
    {
        await WriteErasingAsync(change);
        await EmptyLogAsync();
    }

    /// <summary>The same for small changes that come one after the other: the log is emptied once behind them, within a second.</summary>
    public async Task EraseSoonAsync(Func<CaptionDbContext, Task> change)
    {
        await WriteErasingAsync(change);
        _emptying.RunSoon();
    }

    /// <summary>Brings the write-ahead log into the file and empties it. A reader that is under way may keep it a little longer.</summary>
    public Task EmptyLogAsync() => _emptying.RunAsync();

    public Task<DatabaseTraces> ReadTracesAsync() => ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA user_version;";
        return (DatabaseTraces)Convert.ToInt32(await command.ExecuteScalarAsync());
    });

    /// <summary>Writes the whole file anew with what is valid alone. All writers wait for it, about a second for 100 MB.</summary>
    /// <exception cref="IOException">There is no room: a copy and the log take twice the file.</exception>
    public async Task RewriteAsync()
    {
        if (new DriveInfo(_storage.DataDirectory).AvailableFreeSpace < 2 * Size)
        {
            throw new IOException($"the disk has no room for two copies of the database ({Size >> 20} MB)");
        }

        await _writer.WaitAsync();
        try
        {
            await using var db = new CaptionDbContext(_options);
            await db.Database.ExecuteSqlRawAsync("VACUUM;");
            await SetTracesAsync(db, DatabaseTraces.None);
        }
        finally
        {
            _writer.Release();
        }

        await EmptyLogAsync();
    }

    private Task WriteErasingAsync(Func<CaptionDbContext, Task> change) => WriteAsync(async db =>
    {
        await change(db);
        await SetTracesAsync(db, DatabaseTraces.Few);
    });

    // A pragma takes no parameters.
    private static Task SetTracesAsync(CaptionDbContext db, DatabaseTraces traces) => traces == DatabaseTraces.None
        ? db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1;")
        : db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 2;");

    /// <returns>False when a reader under way, or another process, keeps the log.</returns>
    private async Task<bool> TryEmptyLogAsync()
    {
        await _writer.WaitAsync();
        try
        {
            await using var db = new CaptionDbContext(_options);
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            await using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow);
            return await row.ReadAsync() && row.GetInt32(0) == 0;
        }
        catch (SqliteException)
        {
            return false;
        }
        finally
        {
            _writer.Release();
        }
    }

    private void LogForeign(string folder, int count)
    {
        if (_logger is { } logger)
        {
            LogForeign(logger, folder, count);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Folder}: {Count} files or folders belong to another user and may be read by others; make them this server's own with chown -R")]
    private static partial void LogForeign(ILogger logger, string folder, int count);
}
