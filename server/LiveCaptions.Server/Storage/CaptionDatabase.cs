using LiveCaptions.Server.Storage.Postgres;
using LiveCaptions.Server.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Storage;

/// <summary>
/// What is kept in tables: the SQLite file in the data folder, or a PostgreSQL database where one is named. Brought
/// to the newest schema on first use.
/// </summary>
public sealed partial class CaptionDatabase : IDisposable
{
    private readonly IDatabaseProvider _provider;
    private readonly StorageOptions _storage;
    private readonly SemaphoreSlim _writers;
    private readonly StorageBreaker _breaker;
    private readonly LogEmptying _emptying;
    private readonly TimeProvider _time;
    private readonly ILogger<CaptionDatabase>? _logger;

    /// <param name="interceptors">What a test puts between us and the database.</param>
    public CaptionDatabase(
        IOptions<StorageOptions> options,
        StorageHealth? health = null,
        IEnumerable<IInterceptor>? interceptors = null,
        TimeProvider? time = null,
        ILogger<CaptionDatabase>? logger = null)
    {
        (_storage, _logger) = (options.Value, logger);
        _time = time ?? TimeProvider.System;
        _breaker = health?.Database ?? new StorageBreaker(TimeProvider.System);
        Vault = new SecretVault(_storage);
        _provider = _storage.ConnectionString is { Length: > 0 } named
            ? new PostgresProvider(named, interceptors ?? [])
            : new SqliteProvider(_storage, interceptors ?? []);
        _writers = new SemaphoreSlim(_provider.Writers);
        _emptying = new LogEmptying(() => AloneAsync(_provider.TryEmptyLogAsync), _time);
    }

    /// <summary>For the columns that are encrypted.</summary>
    public SecretVault Vault { get; }

    internal StorageOptions Storage => _storage;

    /// <summary>Bytes that rewriting it would write; 0 where that is not for this server to do.</summary>
    public long Size => _provider.Size;

    /// <summary>Takes the folder and the database for this server alone, until that is disposed; commands go beside a server.</summary>
    /// <exception cref="IOException">Another server runs on them.</exception>
    public async Task<DatabaseClaim> ClaimAsync(CancellationToken cancellationToken)
    {
        DataFolder.Make(_storage.DataDirectory);
        var folder = FolderClaim.Take(_storage);
        try
        {
            return await _provider.ClaimAsync(folder, _time, cancellationToken);
        }
        catch
        {
            await folder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the folder and the tables, or migrates them.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (DataFolder.Prepare(_storage) is > 0 and var foreign)
        {
            LogForeign(_storage.DataDirectory, foreign);
        }

        await _provider.PrepareAsync(cancellationToken);
    }

    /// <exception cref="StorageException">The disk or the database fails; it may work later.</exception>
    public async Task<T> ReadAsync<T>(Func<CaptionDbContext, Task<T>> query)
    {
        try
        {
            await using var db = _provider.CreateContext();
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return await query(db);
        }
        catch (Exception exception) when (exception is not StorageException && StorageFault.Of(exception) is { } fault)
        {
            throw new StorageException(fault, exception);
        }
    }

    /// <summary>Runs <paramref name="change"/> as one transaction, whole or not at all.</summary>
    /// <exception cref="StorageException">The disk or the database fails: nothing is changed, and it may work later.</exception>
    public async Task WriteAsync(Func<CaptionDbContext, Task> change)
    {
        await _writers.WaitAsync();
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
            _writers.Release();
        }
    }

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

    /// <summary>Brings the log of changes into the tables and empties it. A reader that is under way may keep it a little longer.</summary>
    public Task EmptyLogAsync() => _emptying.RunAsync();

    public Task<DatabaseTraces> ReadTracesAsync() => _provider.ReadTracesAsync();

    /// <summary>Writes everything anew with what is valid alone. All writers wait for it, about a second for 100 MB.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    public async Task RewriteAsync()
    {
        await AloneAsync(async () =>
        {
            await _provider.RewriteAsync();
            return true;
        });
        await EmptyLogAsync();
    }

    public void Dispose()
    {
        _emptying.Dispose();
        _writers.Dispose();
        _provider.Dispose();
    }

    private Task WriteErasingAsync(Func<CaptionDbContext, Task> change) => WriteAsync(async db =>
    {
        await change(db);
        await _provider.NoteErasedAsync(db);
    });

    private async Task CommitAsync(Func<CaptionDbContext, Task> change)
    {
        await using var db = _provider.CreateContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await change(db);
        await db.SaveChangesAsync();
        await _provider.CompleteAsync(db);
        await transaction.CommitAsync();
    }

    /// <summary>While nobody writes, where there is one writer at a time.</summary>
    private async Task<bool> AloneAsync(Func<Task<bool>> work)
    {
        await _writers.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _writers.Release();
        }
    }

    private void LogForeign(string folder, int count)
    {
        if (_logger is { } logger)
        {
            LogForeign(logger, folder, count);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Folder}: {Count} files or folders belong to another user and may be read by others; "
            + "make them this server's own with chown -R")]
    private static partial void LogForeign(ILogger logger, string folder, int count);
}
