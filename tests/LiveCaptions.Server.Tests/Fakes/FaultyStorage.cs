using System.Data.Common;
using LiveCaptions.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Win32.SafeHandles;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>A disk and a database that fail when a test says so.</summary>
public sealed class FaultyStorage : DbTransactionInterceptor, IDbCommandInterceptor, IDisk
{
    private const int SqliteFull = 13;
    private const int NoSpace = 28;
    private volatile bool _diskIsFull;
    private volatile bool _commitFailsOnce;
    private volatile int _databaseFault;
    private int _refusedWrites;
    private int _reads;
    private int _failingReads;

    /// <summary>Recordings take nothing.</summary>
    public bool DiskIsFull
    {
        get => _diskIsFull;
        set => _diskIsFull = value;
    }

    /// <summary>SQLite's code that every write fails with; 0 for none.</summary>
    public int DatabaseFault
    {
        get => _databaseFault;
        set => _databaseFault = value;
    }

    /// <summary>The next transaction is committed, and the database says that it failed.</summary>
    public bool CommitFailsOnce
    {
        get => _commitFailsOnce;
        set => _commitFailsOnce = value;
    }

    public long FreeBytes { get; set; } = long.MaxValue / 2;

    /// <summary>Writes that the database refused.</summary>
    public int RefusedWrites => Volatile.Read(ref _refusedWrites);

    /// <summary>Queries that the database was asked.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>So many queries fail from now on.</summary>
    public int FailingReads
    {
        set => Volatile.Write(ref _failingReads, value);
    }

    /// <summary>Part of the queries that fail, in SQL.</summary>
    public string FailingQuery { get; init; } = "SELECT";

    /// <summary>All of it, as where the database lies on the same disk.</summary>
    public bool IsFull
    {
        set => (DiskIsFull, DatabaseFault) = (value, value ? SqliteFull : 0);
    }

    public void AddTo(IServiceCollection services) => services.AddSingleton<IDisk>(this).AddSingleton<IInterceptor>(this);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        if (DiskIsFull)
        {
            // As the real one: some of it is written.
            RandomAccess.Write(file, bytes[..(bytes.Length / 3)], offset);
            throw new IOException("No space left on device : '/a/path/that/nobody/may/see'", NoSpace);
        }

        RandomAccess.Write(file, bytes, offset);
    }

    public long? FindFreeBytes(string folder) => FreeBytes;

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        if (DatabaseFault != 0)
        {
            Interlocked.Increment(ref _refusedWrites);
            throw new SqliteException("database or disk is full: /a/path/that/nobody/may/see", DatabaseFault);
        }

        return base.TransactionStartingAsync(connection, eventData, result, cancellationToken);
    }

    ValueTask<InterceptionResult<DbDataReader>> IDbCommandInterceptor.ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return command.CommandText.Contains(FailingQuery, StringComparison.Ordinal) && Interlocked.Decrement(ref _failingReads) >= 0
            ? throw new SqliteException("disk I/O error: /a/path/that/nobody/may/see", 10)
            : ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (CommitFailsOnce)
        {
            CommitFailsOnce = false;
            throw new SqliteException("disk I/O error", 10);
        }

        return Task.CompletedTask;
    }
}
