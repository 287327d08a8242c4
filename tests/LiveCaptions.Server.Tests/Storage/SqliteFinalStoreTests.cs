using LiveCaptions.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Tests.Storage;

public sealed class SqliteFinalStoreTests : FinalStoreTests
{
    protected override Task<string?> ConnectAsync() => Task.FromResult<string?>(null);

    [Theory]
    [InlineData("SELECT Start, End FROM Finals WHERE SessionId = 's' AND Version = 0 ORDER BY Start DESC LIMIT 1")]
    [InlineData("SELECT Json FROM Finals WHERE SessionId = 's' AND Version = 0 AND Start >= 1 AND Start < 2 AND End > 1 ORDER BY Start")]
    public async Task Players_questions_are_answered_by_an_index_however_long_a_session_is(string query)
    {
        var plan = string.Join('|', await Database.ReadAsync(db => ExplainAsync(db, query)));
        Assert.Contains("IX_Finals_SessionId_Version_Start", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finals_are_counted_by_an_index_alone()
    {
        const string Query = "SELECT SessionId, COUNT(*) FROM Finals WHERE SessionId IN ('s') AND Version = 0 AND Language = '' AND "
            + "NOT Deleted GROUP BY SessionId";
        var plan = string.Join('|', await Database.ReadAsync(db => ExplainAsync(db, Query)));
        Assert.Contains("COVERING INDEX IX_Finals_SessionId_Version_Language_Deleted", plan, StringComparison.Ordinal);
    }

    private static async Task<List<string>> ExplainAsync(CaptionDbContext db, string query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {query}";
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(reader.GetOrdinal("detail")));
        }

        return lines;
    }
}
