using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Storage;

public sealed class PostgresTranscriptSearchTests(PostgresServer postgres) : TranscriptSearchTests
{
    protected override string DropIndex => "DROP INDEX \"IX_Finals_Words\";";

    protected override async Task<string?> ConnectAsync() => await postgres.CreateDatabaseAsync();

    [Fact]
    public async Task What_jsonb_refuses_is_stored_all_the_same()
    {
        var finals = new FinalStore(Database.Database);

        await finals.AddAsync(new FinalBatch(TestDatabase.Session, 0) { Finals = [Cue(1, "A zebra\0 sleeps.")] });

        Assert.Equal("A zebra\0 sleeps.", (await finals.ReadAsync(TestDatabase.Session))[0].Text);
    }
}
