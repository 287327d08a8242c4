using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LiveCaptions.Server.Storage;

/// <summary>
/// Finals in the places of those with their ids, by one prepared statement: people replace words in thousands of them at once.
/// </summary>
internal static class FinalUpdates
{
    private const string Sql = """
        UPDATE "Finals" SET "Seq" = @seq, "Start" = @start, "End" = @end, "Deleted" = @deleted, "Review" = NULL, "Json" = @json
        WHERE "SessionId" = @session AND "CueId" = @cue AND "Language" = @language
        """;

    /// <summary>Within the transaction that is under way.</summary>
    /// <exception cref="InvalidOperationException">One of them is not there.</exception>
    public static async Task WriteAsync(CaptionDbContext db, IEnumerable<FinalRow> rows)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction) = (Sql, db.Database.CurrentTransaction!.GetDbTransaction());
        var (seq, start, end) = (Add(command, "seq", DbType.Int64),
            Add(command, "start", DbType.Double), Add(command, "end", DbType.Double));
        var (deleted, json) = (Add(command, "deleted", DbType.Boolean), Add(command, "json", DbType.String));
        var (session, cue, language) = (Add(command, "session", DbType.String),
            Add(command, "cue", DbType.String), Add(command, "language", DbType.String));
        await command.PrepareAsync();
        foreach (var row in rows)
        {
            (seq.Value, start.Value, end.Value, deleted.Value, json.Value) = (row.Seq, row.Start, row.End, row.Deleted, row.Json);
            (session.Value, cue.Value, language.Value) = (row.SessionId, row.CueId, row.Language);
            if (await command.ExecuteNonQueryAsync() != 1)
            {
                throw new InvalidOperationException($"Session {row.SessionId} has no final {row.CueId} to change.");
            }
        }
    }

    private static DbParameter Add(DbCommand command, string name, DbType type)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType) = (name, type);
        command.Parameters.Add(parameter);
        return parameter;
    }
}
