using LiveCaptions.Captions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Tests.Storage;

public sealed class SqliteTranscriptSearchTests : TranscriptSearchTests
{
    protected override string DropIndex => "DROP TABLE \"FinalSearch\"; DROP TABLE \"FinalTexts\";";

    protected override Task<string?> ConnectAsync() => Task.FromResult<string?>(null);

    [Fact]
    public async Task Accents_are_as_none()
    {
        await SayAsync("Müller trinkt Café.");

        Assert.Equal(["c1"], await FindAsync("muller cafe"));
    }

    [Fact]
    public async Task Texts_that_come_and_go_within_one_change_leave_the_index_whole()
    {
        await SayAsync("The zebra sleeps.");

        await Database.Database.WriteAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync(Update, "quagga");
            await db.Database.ExecuteSqlRawAsync(Update, "giraffe");
            await db.Finals.ExecuteDeleteAsync();
            await db.Finals.AddAsync(new FinalRow
            {
                SessionId = TestDatabase.Session,
                CueId = "c7",
                Seq = 7,
                Start = 1,
                End = 2,
                Json = System.Text.Json.JsonSerializer.Serialize(Cue(7, "An okapi."), CaptionJson.Options),
            });
        });

        Assert.Equal(["c7"], await FindAsync("okapi"));
        Assert.Empty(await FindAsync("zebra"));
        Assert.Empty(await FindAsync("quagga"));
        Assert.Empty(await FindAsync("giraffe"));

        // Fails where index and texts differ.
        await Database.Database.WriteAsync(db => db.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"FinalSearch\" (\"FinalSearch\", rank) VALUES ('integrity-check', 1);"));
    }

    private const string Update = "UPDATE \"Finals\" SET \"Json\" = json_set(\"Json\", '$.text', {0})";

    [Fact]
    public async Task Words_that_were_corrected_or_deleted_are_in_no_file_any_more()
    {
        await SayAsync([.. Enumerable.Range(1, 200).Select(n => $"Word{n} and others.")]);
        await SayMoreAsync("The quagga17 sleeps.", "The xylophon23 plays.");
        await Database.Database.EmptyLogAsync();
        Assert.NotEmpty(DataSearch.FilesWith(Database.Data, "quagga17"));
        var finals = new FinalStore(Database.Database);

        await finals.ReplaceAsync(Cue(1001, "The zebra sleeps.") with { Seq = 2_000, Revision = 2 }, seqReserved: 2_000);
        await Database.Database.EmptyLogAsync();
        Assert.Empty(DataSearch.FilesWith(Database.Data, "uagga17")); // Of words that begin alike the index has the rest alone.

        await new SessionStore(Database.Database).DeleteAsync(TestDatabase.Session);
        Assert.Empty(DataSearch.FilesWith(Database.Data, "ylophon23"));
        Assert.Empty(DataSearch.FilesWith(Database.Data, "zebra"));
        Assert.Empty(DataSearch.FilesWith(Database.Data, "ord155"));
    }

    private Task SayMoreAsync(params string[] texts) => new FinalStore(Database.Database).AddAsync(
        new FinalBatch(TestDatabase.Session, 0) { Finals = [.. texts.Select((text, i) => Cue(1001 + i, text))] });
}
