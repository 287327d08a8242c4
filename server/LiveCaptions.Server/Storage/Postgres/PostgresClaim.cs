using Npgsql;

namespace LiveCaptions.Server.Storage.Postgres;

/// <summary>
/// A PostgreSQL database, by an advisory lock that its server holds for one connection. Where the connection breaks, the lock is taken
/// anew as soon as the database is back.
/// </summary>
internal sealed class PostgresClaim : DatabaseClaim
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // The number is any that nothing else locks. A server whose machine is gone without a word is missed after 25 seconds, not hours.
    private const string TakeIt = """
        SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
            set_config('tcp_keepalives_count', '3', false), pg_try_advisory_lock(5080004401)
        """;

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _connectionString;
    private readonly FolderClaim _folder;
    private readonly Task _holding;

    private PostgresClaim(NpgsqlConnection connection, FolderClaim folder, TimeProvider time)
    {
        (_connectionString, _folder) = (connection.ConnectionString, folder);
        _holding = HoldAsync(connection, time);
    }

    public override Task Lost => _lost.Task;

    /// <exception cref="IOException">Another server runs on the database.</exception>
    /// <exception cref="NpgsqlException">It cannot be reached.</exception>
    public static async Task<PostgresClaim> TakeAsync(
        string connectionString, FolderClaim folder, TimeProvider time, CancellationToken cancellationToken)
    {
        // Of the pool it would come back to others with the lock on it. Kept alive, as it is silent, and has to notice a dead line.
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 10, PersistSecurityInfo = true };
        var connection = await TryTakeAsync(own.ConnectionString, cancellationToken) ?? throw new IOException(
            "Another LiveCaptions server runs on the PostgreSQL database that Storage:ConnectionString names. Stop it, or give this one "
            + "a database of its own.");
        return new PostgresClaim(connection, folder, time);
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _holding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await _folder.DisposeAsync();
    }

    private async Task HoldAsync(NpgsqlConnection? connection, TimeProvider time)
    {
        while (connection is not null)
        {
            await using (connection)
            {
                await UntilBrokenAsync(connection);
            }

            connection = await AgainAsync(time);
        }

        _lost.TrySetResult();
    }

    private async Task UntilBrokenAsync(NpgsqlConnection connection)
    {
        try
        {
            while (true)
            {
                await connection.WaitAsync(_stop.Token);
            }
        }
        catch (NpgsqlException)
        {
            // Restarted, or the line was cut: the lock is gone with it.
        }
    }

    /// <returns>Null where another server was faster.</returns>
    private async Task<NpgsqlConnection?> AgainAsync(TimeProvider time)
    {
        while (true)
        {
            try
            {
                return await TryTakeAsync(_connectionString, _stop.Token);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(Pause, time, _stop.Token);
            }
        }
    }

    /// <returns>A connection that has the lock; null where another has it.</returns>
    private static async Task<NpgsqlConnection?> TryTakeAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(TakeIt, connection);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            if (await row.ReadAsync(cancellationToken) && row.GetBoolean(3))
            {
                return connection;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }
}
