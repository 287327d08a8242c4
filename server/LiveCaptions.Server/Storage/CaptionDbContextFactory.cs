using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace LiveCaptions.Server.Storage;

/// <summary>For <c>dotnet ef migrations add</c> only.</summary>
public sealed class CaptionDbContextFactory : IDesignTimeDbContextFactory<CaptionDbContext>
{
    public CaptionDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<CaptionDbContext>().UseSqlite("Data Source=:memory:").Options);
}
