using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace LiveCaptions.Server.Storage.Sqlite;

/// <summary>For <c>dotnet ef migrations add NAME --context SqliteDbContext --output-dir Storage/Sqlite/Migrations</c> only.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=:memory:").Options);
}
