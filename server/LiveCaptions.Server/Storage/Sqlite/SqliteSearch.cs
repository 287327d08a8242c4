using LiveCaptions.Server.Storage.Searching;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage.Sqlite;

/// <summary>
/// The words of all finals as an FTS5 index. Triggers note what changes, whoever writes, and before the change is committed the index
/// gets all of it at once: word by word as rows come it would write segments for each. It is made of the rows alone, so it belongs to no
/// migration: what is missing of it is made when the server starts.
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
        WHERE name IN ('FinalSearch', 'FinalTextChanges', 'FinalTexts_insert', 'FinalTexts_delete',
            'Finals_texts_insert', 'Finals_texts_update', 'Finals_texts_delete')
        """;

    /// <summary>
    /// Rows of Finals have no number that survives VACUUM; those of the texts have. With secure-delete, words that are taken out are
    /// overwritten, not only marked (https://sqlite.org/fts5.html#the_secure_delete_configuration_option).
    /// </summary>
    private const string Make = """
        DROP TABLE IF EXISTS "FinalSearch";
        DROP TABLE IF EXISTS "FinalTexts";
        DROP TABLE IF EXISTS "FinalTextChanges";
        DROP TRIGGER IF EXISTS "Finals_texts_insert";
        DROP TRIGGER IF EXISTS "Finals_texts_update";
        DROP TRIGGER IF EXISTS "Finals_texts_delete";
        CREATE TABLE "FinalTexts" ("Id" INTEGER PRIMARY KEY, "SessionId" TEXT NOT NULL, "CueId" TEXT NOT NULL, "Text" TEXT NOT NULL);
        CREATE UNIQUE INDEX "IX_FinalTexts_Cue" ON "FinalTexts" ("SessionId", "CueId");
        CREATE VIRTUAL TABLE "FinalSearch" USING fts5(
            "Text", content = 'FinalTexts', content_rowid = 'Id', tokenize = 'unicode61 remove_diacritics 2');
        INSERT INTO "FinalSearch" ("FinalSearch", rank) VALUES ('secure-delete', 1);
        CREATE TABLE "FinalTextChanges" ("Id" INTEGER NOT NULL, "Before" TEXT);
        CREATE INDEX "IX_FinalTextChanges_Id" ON "FinalTextChanges" ("Id");
        CREATE TRIGGER "FinalTexts_insert" AFTER INSERT ON "FinalTexts" BEGIN
            INSERT INTO "FinalTextChanges" ("Id") VALUES (new."Id");
        END;
        CREATE TRIGGER "FinalTexts_delete" AFTER DELETE ON "FinalTexts" BEGIN
            INSERT INTO "FinalTextChanges" ("Id", "Before") SELECT old."Id", old."Text"
            WHERE NOT EXISTS (SELECT 1 FROM "FinalTextChanges" WHERE "Id" = old."Id" AND "Before" IS NULL);
            DELETE FROM "FinalTextChanges" WHERE "Id" = old."Id" AND "Before" IS NULL;
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

    /// <summary>FTS5 has to be told what is taken out of it. A text that came and went again is in neither.</summary>
    private const string TakeChanges = """
        INSERT INTO "FinalSearch" ("FinalSearch", rowid, "Text")
        SELECT 'delete', "Id", "Before" FROM "FinalTextChanges" WHERE "Before" IS NOT NULL;
        INSERT INTO "FinalSearch" (rowid, "Text") SELECT t."Id", t."Text"
        FROM "FinalTextChanges" c JOIN "FinalTexts" t ON t."Id" = c."Id" WHERE c."Before" IS NULL;
        DELETE FROM "FinalTextChanges";
        """;

    private const string AnyChanges = """SELECT EXISTS (SELECT 1 FROM "FinalTextChanges") AS "Value" """;

    private const int Parts = 7;

    /// <summary>Makes it where any part is missing, of what is stored already, too.</summary>
    public static async Task PrepareAsync(CaptionDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Database.SqlQueryRaw<int>(Present).SingleAsync(cancellationToken) == Parts)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Make, cancellationToken);
        await CompleteAsync(db);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Brings what the transaction has changed into the index.</summary>
    public static async Task CompleteAsync(CaptionDbContext db)
    {
        if (await db.Database.SqlQueryRaw<bool>(AnyChanges).SingleAsync())
        {
            await db.Database.ExecuteSqlRawAsync(TakeChanges);
        }
    }

    public static IQueryable<FinalRow> Matching(CaptionDbContext db, SearchTerms terms) => db.Finals.FromSqlRaw(Find, QueryOf(terms));

    /// <summary>Each term as a string of FTS5's query language, which may go on.</summary>
    private static string QueryOf(SearchTerms terms) =>
        string.Join(' ', terms.All.Select(term => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\" *"));
}
