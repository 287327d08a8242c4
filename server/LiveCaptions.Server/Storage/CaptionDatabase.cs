using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Storage;

/// <summary>
/// The SQLite file: brought to the newest schema on first use, one writer at a time in this process.
/// Write-ahead log, so readers never wait for the writer, and a killed process loses no committed transaction.
/// </summary>
public sealed class CaptionDatabase : IDisposable
{
    private readonly DbContextOptions<CaptionDbContext> _options;
    private readonly StorageOptions _storage;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly StorageBreaker _breaker;

    /// <param name="interceptors">What a test puts between us and SQLite.</param>
    public CaptionDatabase(IOptions<StorageOptions> options, StorageHealth? health = null, IEnumerable<IInterceptor>? interceptors = null)
    {
        _storage = options.Value;
        _breaker = health?.Database ?? new StorageBreaker(TimeProvider.System);
        var connection = new SqliteConnectionStringBuilder { DataSource = _storage.DatabasePath, DefaultTimeout = _storage.BusySeconds, ForeignKeys = true };
        _options = new DbContextOptionsBuilder<CaptionDbContext>()
            .UseSqlite(connection.ConnectionString)
            .AddInterceptors([new SyncAtCheckpoints(), .. interceptors ?? []])
            .Options;
    }

    /// <summary>Makes the folder and the tables, or migrates them.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_storage.RecordingsDirectory);
        Directory.CreateDirectory(_storage.ImportsDirectory);
        await using var db = new CaptionDbContext(_options);
        await db.Database.MigrateAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
    }

    public async Task<T> ReadAsync<T>(Func<CaptionDbContext, Task<T>> query)
    {
        await using var db = new CaptionDbContext(_options);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await query(db);
    }

    /// <summary>Runs <paramref name="change"/> as one transaction, alone.</summary>
    /// <exception cref="StorageException">The disk or the database fails: nothing is changed, and it may work later.</exception>
    public async Task WriteAsync(Func<CaptionDbContext, Task> change)
    {
        await _writer.WaitAsync();
        try
        {
            _breaker.ThrowIfOpen();
            await CommitAsync(change);
            _breaker.Close();
        }
        catch (Exception exception) when (exception is not StorageException && StorageFault.Of(exception) is { } fault)
        {
            _breaker.Open(fault);
            throw new StorageException(fault, exception);
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task CommitAsync(Func<CaptionDbContext, Task> change)
    {
        await using var db = new CaptionDbContext(_options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await change(db);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Brings the write-ahead log into the file and empties it, so that nothing of what was deleted stays in it. A reader that is under way may keep it a little longer.</summary>
    public async Task EmptyLogAsync()
    {
        await _writer.WaitAsync();
        try
        {
            await using var db = new CaptionDbContext(_options);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose()
    {
        _writer.Dispose();

        // Else the pool keeps the file open after the host is gone.
        using var connection = new SqliteConnection($"Data Source={_storage.DatabasePath}");
        SqliteConnection.ClearPool(connection);
    }
}
