using LiveCaptions.Server.Storage.Searching;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage.Postgres;

/// <summary>
/// The words of all finals as an index over an expression, which PostgreSQL keeps with the rows by itself. It is made of the rows alone,
/// so it belongs to no migration: it is made when the server starts and it is missing.
/// </summary>
internal static class PostgresSearch
{
    private const string Words = """to_tsvector('simple'::regconfig, "CaptionText"(f."Json"))""";

    private const string Find = $$"""
        SELECT f.* FROM "Finals" f
        WHERE {{Words}} @@ to_tsquery('simple'::regconfig, {0}) AND f."Language" = '' AND NOT f."Deleted"
        """;

    /// <summary>
    /// What jsonb does not take, as the escape of a null character, is no reason to refuse a final: it has no words then. One server
    /// after the other makes it (the number is this project's own).
    /// </summary>
    private const string Make = """
        SELECT pg_advisory_xact_lock(5080004400);
        CREATE OR REPLACE FUNCTION "CaptionText"(cue text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
        BEGIN
            RETURN cue::jsonb ->> 'text';
        EXCEPTION WHEN OTHERS THEN
            RETURN '';
        END $$;
        CREATE INDEX IF NOT EXISTS "IX_Finals_Words" ON "Finals"
            USING gin (to_tsvector('simple'::regconfig, "CaptionText"("Json"))) WHERE "Language" = '' AND NOT "Deleted";
        """;

    private const string Present = """SELECT count(*)::int AS "Value" FROM pg_class WHERE oid = to_regclass('"IX_Finals_Words"')""";

    public static async Task PrepareAsync(CaptionDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Database.SqlQueryRaw<int>(Present).SingleAsync(cancellationToken) > 0)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Make, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public static IQueryable<FinalRow> Matching(CaptionDbContext db, SearchTerms terms) => db.Finals.FromSqlRaw(Find, QueryOf(terms));

    /// <summary>Each term in quotes, which take whatever is in them as text, and which may go on.</summary>
    private static string QueryOf(SearchTerms terms) => string.Join(" & ", terms.All.Select(term =>
        $"'{term.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}':*"));
}
