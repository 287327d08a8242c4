using LiveCaptions.Server.Storage.Searching;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage.Sqlite;

/// <summary>The tables in a SQLite file.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : CaptionDbContext(options)
{
    internal override IQueryable<FinalRow> Matching(SearchTerms terms) => SqliteSearch.Matching(this, terms);
}
