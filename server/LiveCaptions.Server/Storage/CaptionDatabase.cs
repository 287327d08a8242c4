using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Storage;

/// <summary>
/// The SQLite file: brought to the newest schema on first use, one writer at a time in this process.
/// Write-ahead log, so readers never wait for the writer, and a killed process loses no committed transaction.
/// </summary>
public sealed partial class CaptionDatabase : IDisposable
{
    private readonly DbContextOptions<CaptionDbContext> _options;
    private readonly StorageOptions _storage;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly StorageBreaker _breaker;

    /// <param name="interceptors">What a test puts between us and SQLite.</param>
    public CaptionDatabase(
        IOptions<StorageOptions> options,
        StorageHealth? health = null,
        IEnumerable<IInterceptor>? interceptors = null,
        TimeProvider? time = null,
        ILogger<CaptionDatabase>? logger = null)
    {
        _storage = options.Value;
        _logger = logger;
        _breaker = health?.Database ?? new StorageBreaker(TimeProvider.System);
        _emptying = new LogEmptying(TryEmptyLogAsync, time ?? TimeProvider.System);
        Vault = new SecretVault(_storage);
        var connection = new SqliteConnectionStringBuilder { DataSource = _storage.DatabasePath, DefaultTimeout = _storage.BusySeconds, ForeignKeys = true };
        _options = new DbContextOptionsBuilder<CaptionDbContext>()
            .UseSqlite(connection.ConnectionString)
            .AddInterceptors([new ConnectionPragmas(), .. interceptors ?? []])
            .Options;
    }

    /// <summary>For the columns that are encrypted.</summary>
    public SecretVault Vault { get; }

    internal StorageOptions Storage => _storage;

    /// <summary>Makes the folder and the tables, or migrates them.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (DataFolder.Prepare(_storage) is > 0 and var foreign)
        {
            LogForeign(_storage.DataDirectory, foreign);
        }

        var isNew = !File.Exists(_storage.DatabasePath);
        await using var db = new CaptionDbContext(_options);
        await db.Database.MigrateAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        if (isNew)
        {
            await SetTracesAsync(db, DatabaseTraces.None);
        }
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

    public void Dispose()
    {
        _emptying.Dispose();
        _writer.Dispose();

        // Else the pool keeps the file open after the host is gone.
        using var connection = new SqliteConnection($"Data Source={_storage.DatabasePath}");
        SqliteConnection.ClearPool(connection);
    }
}
