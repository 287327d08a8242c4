using LiveCaptions.Server.Storage.Searching;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage.Postgres;

/// <summary>The tables in a PostgreSQL database.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : CaptionDbContext(options)
{
    /// <summary>Text in the order of its code points, as SQLite has it, whatever order the database was made with.</summary>
    private const string Collation = "C";

    internal override IQueryable<FinalRow> Matching(SearchTerms terms) => PostgresSearch.Matching(this, terms);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation(Collation);
    }
}
