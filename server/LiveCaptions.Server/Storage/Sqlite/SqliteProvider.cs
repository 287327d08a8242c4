using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LiveCaptions.Server.Storage.Sqlite;

/// <summary>
/// The SQLite file in the data folder, one writer at a time. Write-ahead log, so readers never wait for the writer, and a killed
/// process loses no committed transaction. Rows are overwritten as they go (<see cref="ConnectionPragmas"/>); the log and what
/// SQLite leaves between rows follow.
/// </summary>
internal sealed class SqliteProvider : IDatabaseProvider
{
    private readonly StorageOptions _storage;
    private readonly string _connectionString;
    private readonly DbContextOptions<SqliteDbContext> _options;

    /// <param name="interceptors">What a test puts between us and SQLite.</param>
    public SqliteProvider(StorageOptions storage, IEnumerable<IInterceptor> interceptors)
    {
        _storage = storage;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = storage.DatabasePath,
            DefaultTimeout = storage.BusySeconds,
            ForeignKeys = true
        }.ConnectionString;
        _options = new DbContextOptionsBuilder<SqliteDbContext>()
            .UseSqlite(_connectionString)
            .AddInterceptors([new ConnectionPragmas(), .. interceptors])
            .Options;
    }

    public int Writers => 1;

    public long Size => new FileInfo(_storage.DatabasePath) is { Exists: true } file ? file.Length : 0;

    public CaptionDbContext CreateContext() => new SqliteDbContext(_options);

    /// <summary>The file is in the folder.</summary>
    public Task<DatabaseClaim> ClaimAsync(FolderClaim folder, TimeProvider time, CancellationToken cancellationToken) =>
        Task.FromResult<DatabaseClaim>(folder);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var isNew = !File.Exists(_storage.DatabasePath);
        await using var db = CreateContext();
        await OldMigrations.ReplaceAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        await SqliteSearch.PrepareAsync(db, cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        if (isNew)
        {
            await SetTracesAsync(db, DatabaseTraces.None);
        }
    }

    public Task CompleteAsync(CaptionDbContext db) => SqliteSearch.CompleteAsync(db);

    public async Task<DatabaseTraces> ReadTracesAsync()
    {
        await using var db = CreateContext();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA user_version;";
        return (DatabaseTraces)Convert.ToInt32(await command.ExecuteScalarAsync());
    }

    public Task NoteErasedAsync(CaptionDbContext db) => SetTracesAsync(db, DatabaseTraces.Few);

    public async Task<bool> TryEmptyLogAsync()
    {
        try
        {
            await using var db = CreateContext();
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
    }

    public async Task RewriteAsync()
    {
        // A copy and the log take twice the file.
        if (new DriveInfo(_storage.DataDirectory).AvailableFreeSpace < 2 * Size)
        {
            throw new IOException($"the disk has no room for two copies of the database ({Size >> 20} MB)");
        }

        await using var db = CreateContext();
        await db.Database.ExecuteSqlRawAsync("VACUUM;");
        await SetTracesAsync(db, DatabaseTraces.None);
    }

    public void Dispose()
    {
        // Else the pool keeps the file open after the host is gone. There is a pool for each way to write the connection string.
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    // A pragma takes no parameters.
    private static Task SetTracesAsync(CaptionDbContext db, DatabaseTraces traces) => traces == DatabaseTraces.None
        ? db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1;")
        : db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 2;");
}
