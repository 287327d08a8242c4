using Npgsql;

namespace LiveCaptions.Server.Storage.Postgres;

/// <summary>What PostgreSQL's errors say of the storage.</summary>
internal static class PostgresFaults
{
    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private const string DiskFull = "53100";
    private const string Damage = "XX";
    // serialization_failure, deadlock_detected, lock_not_available
    private static readonly string[] Conflicts = ["40001", "40P01", "55P03"];
    private static readonly string[] Away = ["08", "53", "57", "58"]; // connection, resources, shutdown, system

    /// <returns>Null for what is no trouble of the storage.</returns>
    public static StorageFault? Of(NpgsqlException exception) => exception switch
    {
        PostgresException { SqlState: DiskFull } => StorageFault.Full,
        PostgresException error when Conflicts.Contains(error.SqlState, StringComparer.Ordinal) => StorageFault.Locked,
        PostgresException error when error.SqlState.StartsWith(Damage, StringComparison.Ordinal) => StorageFault.Damaged,
        PostgresException error =>
            Away.Any(group => error.SqlState.StartsWith(group, StringComparison.Ordinal)) ? StorageFault.Unreachable : null,

        // No answer at all.
        _ => StorageFault.Unreachable,
    };
}
