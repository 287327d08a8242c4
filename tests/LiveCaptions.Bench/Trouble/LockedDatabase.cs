using Microsoft.Data.Sqlite;

namespace LiveCaptions.Bench.Trouble;

/// <summary>Another connection, as another program has it, keeps every writer out.</summary>
internal sealed class LockedDatabase(TimeSpan length) : ITrouble
{
    public string Name => "database locked";

    public TimeSpan Length => length;

    public async Task RunAsync(BenchServer server, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={server.DatabasePath};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        await begin.ExecuteNonQueryAsync(cancellationToken);
        await Task.Delay(length, time, cancellationToken);
    }
}
