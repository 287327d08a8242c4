using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LiveCaptions.Server.Storage;

/// <summary>
/// With the write-ahead log, a commit need not wait for the disk to survive the process; only a power cut can take the last ones,
/// and what they said is recognised again from the recording. Waiting would hold up every final behind everybody's audio.
/// </summary>
internal sealed class SyncAtCheckpoints : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = NORMAL;";
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = NORMAL;";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
