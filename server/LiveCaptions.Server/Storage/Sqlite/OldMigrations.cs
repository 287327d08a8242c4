using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage.Sqlite;

/// <summary>
/// Databases of before the first release were made in nine steps; one that has all of them is as if made by the one that took their place.
/// </summary>
internal static class OldMigrations
{
    private const string Last = "20261129233000_Notices";
    private const string Initial = "20261130120000_Initial";

    /// <exception cref="InvalidDataException">The database is older than that.</exception>
    public static async Task ReplaceAsync(CaptionDbContext db, CancellationToken cancellationToken)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Count == 0 || applied.Contains(Initial, StringComparer.Ordinal))
        {
            return;
        }

        if (!applied.Contains(Last, StringComparer.Ordinal))
        {
            throw new InvalidDataException(
                $"The database is of a development version from before 29 November 2026 ({applied[^1]}); "
                + "start the version of 30 November once, or begin with an empty data folder.");
        }

        await db.Database.ExecuteSqlRawAsync(
            "DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" <> {0};", [Last], cancellationToken);
        await db.Database.ExecuteSqlRawAsync("UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = {0};", [Initial], cancellationToken);
    }
}
