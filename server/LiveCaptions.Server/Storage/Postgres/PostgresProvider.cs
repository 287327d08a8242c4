using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace LiveCaptions.Server.Storage.Postgres;

/// <summary>
/// A PostgreSQL database that others look after: its files, its log and its backups are its operator's, and so is when bytes of deleted
/// rows are overwritten (docs/privacy.md).
/// </summary>
internal sealed class PostgresProvider : IDatabaseProvider
{
    private readonly DbContextOptions<PostgresDbContext> _options;
    private readonly NpgsqlDataSource _source;
    private readonly string _connectionString;

    /// <param name="interceptors">What a test puts between us and the database.</param>
    /// <exception cref="InvalidDataException">That is no connection string.</exception>
    public PostgresProvider(string connectionString, IEnumerable<IInterceptor> interceptors)
    {
        _connectionString = connectionString;
        try
        {
            _source = NpgsqlDataSource.Create(connectionString);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(
                $"Storage:ConnectionString is none that PostgreSQL can be reached by: {exception.Message}", exception);
        }

        _options = new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(_source).AddInterceptors(interceptors).Options;
    }

    /// <summary>More at once would wait for each other's disk, and for connections.</summary>
    public int Writers => 8;

    public long Size => 0;

    public CaptionDbContext CreateContext() => new PostgresDbContext(_options);

    public async Task<DatabaseClaim> ClaimAsync(FolderClaim folder, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await PostgresClaim.TakeAsync(_connectionString, folder, time, cancellationToken);
        }
        catch (Exception exception) when (StorageFault.Of(exception) is { } fault)
        {
            throw Told(fault, exception);
        }
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var db = CreateContext();
        try
        {
            await db.Database.MigrateAsync(cancellationToken);
            await PostgresSearch.PrepareAsync(db, cancellationToken);
        }
        catch (Exception exception) when (StorageFault.Of(exception) is { } fault)
        {
            throw Told(fault, exception);
        }
    }

    public Task CompleteAsync(CaptionDbContext db) => Task.CompletedTask;

    public Task<DatabaseTraces> ReadTracesAsync() => Task.FromResult(DatabaseTraces.None);

    public Task NoteErasedAsync(CaptionDbContext db) => Task.CompletedTask;

    public Task<bool> TryEmptyLogAsync() => Task.FromResult(true);

    public Task RewriteAsync() => Task.CompletedTask;

    public void Dispose() => _source.Dispose();

    private static InvalidDataException Told(StorageFault fault, Exception exception) =>
        new($"PostgreSQL, as Storage:ConnectionString names it: {fault.Line} {exception.GetBaseException().Message}", exception);
}
