using LiveCaptions.Server.Storage.Searching;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage.Sqlite;

/// <summary>
/// The words of all finals as an FTS5 index. Triggers keep it with the rows, whoever writes them, in the same transaction. It is made of
/// the rows alone, so it belongs to no migration: what is missing of it is made when the server starts.
/// </summary>
internal static class SqliteSearch
{
    private const string Find = """
        SELECT f.* FROM "FinalSearch" s
        JOIN "FinalTexts" t ON t."Id" = s.rowid
        JOIN "Finals" f ON f."SessionId" = t."SessionId" AND f."CueId" = t."CueId" AND f."Language" = ''
        WHERE "FinalSearch" MATCH {0}
        """;

    private const string Present = """
        SELECT count(*) AS "Value" FROM sqlite_master
        WHERE name IN ('FinalSearch', 'FinalTexts_insert', 'FinalTexts_delete', 'Finals_texts_insert', 'Finals_texts_update', 'Finals_texts_delete')
        """;

    /// <summary>
    /// Rows of Finals have no number that survives VACUUM; those of the texts have. With secure-delete, words that are taken out are
    /// overwritten, not only marked (https://sqlite.org/fts5.html#the_secure_delete_configuration_option).
    /// </summary>
    private const string Make = """
        DROP TABLE IF EXISTS "FinalSearch";
        DROP TABLE IF EXISTS "FinalTexts";
        DROP TRIGGER IF EXISTS "Finals_texts_insert";
        DROP TRIGGER IF EXISTS "Finals_texts_update";
        DROP TRIGGER IF EXISTS "Finals_texts_delete";
        CREATE TABLE "FinalTexts" ("Id" INTEGER PRIMARY KEY, "SessionId" TEXT NOT NULL, "CueId" TEXT NOT NULL, "Text" TEXT NOT NULL);
        CREATE UNIQUE INDEX "IX_FinalTexts_Cue" ON "FinalTexts" ("SessionId", "CueId");
        CREATE VIRTUAL TABLE "FinalSearch" USING fts5(
            "Text", content = 'FinalTexts', content_rowid = 'Id', tokenize = 'unicode61 remove_diacritics 2');
        INSERT INTO "FinalSearch" ("FinalSearch", rank) VALUES ('secure-delete', 1);
        CREATE TRIGGER "FinalTexts_insert" AFTER INSERT ON "FinalTexts" BEGIN
            INSERT INTO "FinalSearch" (rowid, "Text") VALUES (new."Id", new."Text");
        END;
        CREATE TRIGGER "FinalTexts_delete" AFTER DELETE ON "FinalTexts" BEGIN
            INSERT INTO "FinalSearch" ("FinalSearch", rowid, "Text") VALUES ('delete', old."Id", old."Text");
        END;
        CREATE TRIGGER "Finals_texts_insert" AFTER INSERT ON "Finals" WHEN new."Language" = '' AND NOT new."Deleted" BEGIN
            INSERT INTO "FinalTexts" ("SessionId", "CueId", "Text")
            VALUES (new."SessionId", new."CueId", coalesce(json_extract(new."Json", '$.text'), ''));
        END;
        CREATE TRIGGER "Finals_texts_update" AFTER UPDATE OF "Json", "Deleted" ON "Finals"
        WHEN new."Language" = '' AND (new."Deleted" <> old."Deleted"
            OR json_extract(new."Json", '$.text') IS NOT json_extract(old."Json", '$.text')) BEGIN
            DELETE FROM "FinalTexts" WHERE "SessionId" = old."SessionId" AND "CueId" = old."CueId";
            INSERT INTO "FinalTexts" ("SessionId", "CueId", "Text")
            SELECT new."SessionId", new."CueId", coalesce(json_extract(new."Json", '$.text'), '') WHERE NOT new."Deleted";
        END;
        CREATE TRIGGER "Finals_texts_delete" AFTER DELETE ON "Finals" WHEN old."Language" = '' BEGIN
            DELETE FROM "FinalTexts" WHERE "SessionId" = old."SessionId" AND "CueId" = old."CueId";
        END;
        INSERT INTO "FinalTexts" ("SessionId", "CueId", "Text")
        SELECT "SessionId", "CueId", coalesce(json_extract("Json", '$.text'), '') FROM "Finals" WHERE "Language" = '' AND NOT "Deleted";
        """;

    private const int Parts = 6;

    /// <summary>Makes it where any part is missing, of what is stored already, too.</summary>
    public static async Task PrepareAsync(CaptionDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Database.SqlQueryRaw<int>(Present).SingleAsync(cancellationToken) == Parts)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Make, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public static IQueryable<FinalRow> Matching(CaptionDbContext db, SearchTerms terms) => db.Finals.FromSqlRaw(Find, QueryOf(terms));

    /// <summary>Each term as a string of FTS5's query language, which may go on.</summary>
    private static string QueryOf(SearchTerms terms) =>
        string.Join(' ', terms.All.Select(term => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\" *"));
}
