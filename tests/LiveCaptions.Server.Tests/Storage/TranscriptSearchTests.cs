using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Searching;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Tests.Storage;

/// <summary>What is found in every kind of database, and what no more.</summary>
public abstract class TranscriptSearchTests : IAsyncLifetime
{
    private const string Session = TestDatabase.Session;
    private FinalStore _finals = null!;
    private SessionStore _sessions = null!;

    protected TestDatabase Database { get; private set; } = null!;

    /// <summary>By what the database is reached; null for a file.</summary>
    protected abstract Task<string?> ConnectAsync();

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(await ConnectAsync());
        (_finals, _sessions) = (new FinalStore(Database.Database), new SessionStore(Database.Database));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Database.DisposeAsync();
    }

    [Fact]
    public async Task All_words_are_found_by_their_beginnings_whatever_their_case_in_the_order_of_time()
    {
        await SayAsync("A well-known Zebra runs.", "The zebras sleep.", "Nobody runs.", "Don't run, zebra!", "O'Brien paid 3.5 %.");

        Assert.Equal(["c1", "c2", "c4"], await FindAsync("ZEBRA"));
        Assert.Equal(["c1", "c4"], await FindAsync("run zeb"));
        Assert.Equal(["c1"], await FindAsync("well-known"));
        Assert.Equal(["c4"], await FindAsync("don't"));
        Assert.Equal(["c5"], await FindAsync("o'brien 3.5"));
        Assert.Empty(await FindAsync("ebra"));
    }

    [Theory]
    [InlineData("\" OR zebra")]
    [InlineData("zebra' | 'x")]
    [InlineData("zebra\\")]
    [InlineData("zebra:* & !runs")]
    [InlineData("NEAR(zebra runs)")]
    [InlineData("(zebra")]
    [InlineData("Text:zebra*")]
    public async Task What_the_databases_own_languages_have_signs_for_is_text(string query)
    {
        await SayAsync("The zebra sleeps.");

        await FindAsync(query); // Throws nothing.
        Assert.NotNull(await FindAsync("zebra"));
    }

    [Fact]
    public async Task Corrected_words_are_found_in_the_place_of_those_before_and_deleted_ones_no_more()
    {
        await SayAsync("The zebra sleeps.", "A giraffe eats.");

        await _finals.ReplaceAsync(Cue(1, "The quagga sleeps.") with { Seq = 3, Revision = 2 }, seqReserved: 100);
        Assert.Empty(await FindAsync("zebra"));
        Assert.Equal(["c1"], await FindAsync("quagga"));

        var gone = CueDeletion.Of(Cue(2, "A giraffe eats.")) with { Seq = 4, Revision = 2 };
        await _finals.EditAsync(EditedFinals.Edit(gone) with { Changed = [gone] });
        Assert.Empty(await FindAsync("giraffe"));

        var back = Cue(2, "A giraffe eats.") with { Seq = 5, Revision = 3 };
        await _finals.EditAsync(EditedFinals.Edit(back) with { Changed = [back] });
        Assert.Equal(["c2"], await FindAsync("giraffe"));

        await _sessions.DeleteAsync(Session);
        Assert.Empty(await FindAsync("giraffe"));
    }

    [Fact]
    public async Task The_version_that_is_published_is_searched_and_translations_are_not()
    {
        await SayAsync("The zebra sleeps.");
        await _finals.ReplacePublishingAsync(Session, [Cue(1, "The quagga sleeps.") with { Id = "p1" }], []);
        await AddTranslationAsync("Das Zebra schläft.");
        Assert.Equal(["c1"], await FindAsync("sleeps"));
        Assert.Empty(await FindAsync("schläft"));

        await _sessions.ChangeAsync(Session, s => s.Publishing = PublishingState.Done);
        Assert.Equal(["p1"], await FindAsync("sleeps"));
        Assert.Empty(await FindAsync("zebra"));
    }

    [Fact]
    public async Task Sessions_come_newest_first_a_page_at_a_time_with_a_few_finals_each_also_by_title_state_and_date()
    {
        await _sessions.ChangeAsync(Session, s => s.Title = "About zebras");
        await AddSessionAsync("second", 2);
        await AddSessionAsync("third", 3);
        await _finals.AddAsync(Batch(
            "second", [.. Enumerable.Range(1, 5).Select(n => Cue(n, $"Zebra {n}") with { SessionId = "second" })]));
        await _finals.AddAsync(Batch("third", Cue(1, "A giraffe.") with { SessionId = "third" }));

        var page = await SearchAsync("zebra", limit: 1);
        Assert.Equal(("second", 5, 3), page.Select(f => (f.Session.Id, f.Count, f.First.Count)).Single());
        Assert.Equal(["c1", "c2", "c3"], page[0].First.Select(c => c.Id));
        Assert.Equal((Session, 0), (await SearchAsync("zebra", before: page[0].Session)).Select(f => (f.Session.Id, f.Count)).Single());
        Assert.Equal(["second", "third"], await IdsAsync(new([], DateTimeOffset.UnixEpoch.AddDays(2)), "zebra", "giraffe"));
        Assert.Equal([Session], await IdsAsync(new([], To: DateTimeOffset.UnixEpoch.AddDays(1)), "zebra"));
        Assert.Empty(await IdsAsync(new([SessionState.Live]), "zebra"));
    }

    [Fact]
    public async Task What_was_stored_before_there_was_an_index_is_found_too()
    {
        await SayAsync("The zebra sleeps.");
        await Database.Database.WriteAsync(db => db.Database.ExecuteSqlRawAsync(DropIndex));

        await Database.Database.PrepareAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["c1"], await FindAsync("zebra"));
    }

    /// <summary>SQL that takes the index away.</summary>
    protected abstract string DropIndex { get; }

    protected Task SayAsync(params string[] texts) =>
        _finals.AddAsync(Batch(Session, [.. texts.Select((text, i) => Cue(i + 1, text))]));

    /// <returns>Ids of the first finals that are found.</returns>
    protected async Task<IEnumerable<string>> FindAsync(string query) =>
        (await SearchAsync(query)).SelectMany(found => found.First).Select(cue => cue.Id);

    protected static Cue Cue(int number, string text) => new()
    {
        SessionId = Session,
        Seq = number,
        Id = $"c{number}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = number,
        End = number + 1,
        Text = text,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private async Task<IEnumerable<string>> IdsAsync(SessionFilter filter, params string[] queries)
    {
        var ids = new List<string>();
        foreach (var query in queries)
        {
            ids.AddRange((await SearchAsync(query, filter: filter)).Select(found => found.Session.Id));
        }

        return ids;
    }

    private Task<IReadOnlyList<FoundSession>> SearchAsync(
        string query, int limit = 10, SessionRow? before = null, SessionFilter? filter = null) =>
        new TranscriptSearch(Database.Database, _sessions).FindAsync(
            SearchTerms.Parse(query)!, filter ?? SessionFilter.None, limit, before, TestContext.Current.CancellationToken);

    private Task AddSessionAsync(string id, int day) => _sessions.AddAsync(new SessionRow
    {
        Id = id,
        Engine = "fake",
        Settings = "{}",
        StreamKeyHash = [(byte)day],
        CreatedAt = DateTimeOffset.UnixEpoch.AddDays(day),
    });

    private Task AddTranslationAsync(string text) => Database.Database.WriteAsync(async db => await db.Finals.AddAsync(new FinalRow
    {
        SessionId = Session,
        CueId = "c1.de",
        Language = "de",
        Seq = 99,
        Start = 1,
        End = 2,
        Json = System.Text.Json.JsonSerializer.Serialize(new { text }),
    }));

    private static FinalBatch Batch(string session, params IReadOnlyList<Cue> finals) => new(session, Track: 0) { Finals = finals };
}
