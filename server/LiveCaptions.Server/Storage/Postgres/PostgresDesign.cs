using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace LiveCaptions.Server.Storage.Postgres;

/// <summary>For <c>dotnet ef migrations add NAME --context PostgresDbContext --output-dir Storage/Postgres/Migrations</c> only.</summary>
public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=localhost").Options);
}
