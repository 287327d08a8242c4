using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LiveCaptions.Server.Storage.Sqlite;

/// <summary>
/// What every connection is told. With the write-ahead log, a commit need not wait for the disk to survive the process; only a power
/// cut can take the last ones, and what they said is recognised again from the recording. Waiting would hold up every final behind
/// everybody's audio. What is deleted or replaced is overwritten with zeros, not only forgotten.
/// </summary>
internal sealed class ConnectionPragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
