using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Storage;

public sealed class FinalStoreTests : IAsyncLifetime
{
    private const string Session = "s";
    private readonly string _data = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
    private readonly CaptionDatabase _database;
    private readonly FinalStore _finals;

    public FinalStoreTests()
    {
        _database = new CaptionDatabase(Options.Create(new StorageOptions { DataDirectory = _data }));
        _finals = new FinalStore(_database);
    }

    public async ValueTask InitializeAsync()
    {
        await _database.PrepareAsync(TestContext.Current.CancellationToken);
        await new SessionStore(_database).AddAsync(new SessionRow { Id = Session, Engine = "fake", Settings = "{}", StreamKeyHash = [1] });
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Finals_under_way_in_a_stretch_are_read_in_order_of_start()
    {
        await AddAsync(Cue(1, 0, 6), Cue(2, 5, 6.5), Cue(3, 8, 9), Cue(4, 7, 20), Cue(5, 12, 13));

        var cues = await _finals.ReadBetweenAsync(Session, from: 6, to: 12, longest: 60);

        Assert.Equal(["c2", "c4", "c3"], cues.Select(c => c.Id));
        Assert.Equal(["c4", "c3"], (await _finals.ReadBetweenAsync(Session, from: 6, to: 12, longest: 0.5)).Select(c => c.Id));
    }

    [Fact]
    public async Task Last_times_are_those_of_the_final_that_begins_last()
    {
        Assert.Null(await _finals.LastTimesAsync(Session));
        await AddAsync(Cue(1, 0, 30), Cue(3, 8, 9), Cue(2, 5, 6));
        Assert.Equal((8, 9), await _finals.LastTimesAsync(Session));
    }

    [Theory]
    [InlineData("SELECT Start, End FROM Finals WHERE SessionId = 's' ORDER BY Start DESC LIMIT 1")]
    [InlineData("SELECT Json FROM Finals WHERE SessionId = 's' AND Start >= 1 AND Start < 2 AND End > 1 ORDER BY Start")]
    public async Task Players_questions_are_answered_by_an_index_however_long_a_session_is(string query)
    {
        var plan = string.Join('|', await _database.ReadAsync(db => ExplainAsync(db, query)));
        Assert.Contains("IX_Finals_SessionId_Start", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
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

    private Task AddAsync(params Cue[] cues) => _finals.AddAsync(new FinalBatch(Session, Track: 0) { Finals = cues, SeqReserved = 100 });

    private static Cue Cue(long seq, double start, double end) => new()
    {
        SessionId = Session,
        Seq = seq,
        Id = $"c{seq}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = start,
        End = end,
        Text = "words",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
