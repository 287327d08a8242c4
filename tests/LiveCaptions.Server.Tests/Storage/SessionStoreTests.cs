using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Storage;

/// <summary>What every kind of database does with sessions, and with what they have besides their finals.</summary>
public abstract class SessionStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private TestDatabase _database = null!;
    private SessionStore _sessions = null!;

    private CaptionDatabase Database => _database.Database;

    /// <summary>By what the database is reached; null for a file.</summary>
    protected abstract Task<string?> ConnectAsync();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(await ConnectAsync());
        _sessions = new SessionStore(Database);
        await _sessions.DeleteAsync(TestDatabase.Session);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _database.DisposeAsync();
    }

    [Fact]
    public async Task Sessions_are_listed_newest_first_page_by_page()
    {
        await AddAsync("b", Noon);
        await AddAsync("c", Noon.AddSeconds(1));
        await AddAsync("a", Noon);

        var all = (await _sessions.ListAsync(10, before: null)).ConvertAll(row => row.Id);
        var first = await _sessions.ListAsync(2, before: null);
        var rest = await _sessions.ListAsync(2, before: first[^1]);

        Assert.Equal("c", all[0]);
        Assert.Equal(["a", "b", "c"], all.Order());
        Assert.Equal(all, first.Concat(rest).Select(row => row.Id));
    }

    [Fact]
    public async Task Only_sessions_that_ended_before_an_instant_are_too_old_the_oldest_first()
    {
        await AddAsync("young", Noon, row => (row.State, row.EndedAt) = (SessionState.Finished, Noon.AddMilliseconds(1)));
        await AddAsync("old", Noon, row => (row.State, row.EndedAt) = (SessionState.Finished, Noon.AddDays(-1)));
        await AddAsync("oldest", Noon, row => (row.State, row.EndedAt) = (SessionState.Failed, Noon.AddDays(-2)));
        await AddAsync("live", Noon.AddDays(-3), row => row.State = SessionState.Live);

        Assert.Equal(["oldest", "old"], await _sessions.ListEndedBeforeAsync(Noon));
        Assert.Equal(["live"], (await _sessions.ListInterruptedAsync()).Select(row => row.Id));
    }

    [Fact]
    public async Task Session_is_live_with_its_first_track_and_begins_with_the_first_of_them()
    {
        await AddAsync("s1", Noon);
        await _sessions.AddTrackAsync(Track(0), new KnownSpeaker("s0", "Ann", Number: null) { Named = true }, seqReserved: 40);
        await _sessions.AddTrackAsync(Track(1), speaker: null, seqReserved: 20);
        await _sessions.StartTrackAsync("s1", 1, Noon, offset: 0);
        await _sessions.StartTrackAsync("s1", 0, Noon.AddSeconds(1), offset: 16_000);

        var row = (await _sessions.FindAsync("s1"))!;
        Assert.Equal((SessionState.Live, 40, Noon), (row.State, row.SeqReserved, row.StartedAt));
        Assert.Equal([16_000, 0], row.Tracks.Select(track => track.Offset));
        Assert.Equal("Ann", Assert.Single(row.Speakers).Label);
    }

    [Fact]
    public async Task Address_of_an_import_is_read_as_it_was_given_and_stored_as_nobody_can_read_it()
    {
        var source = new ImportSource("example.org", Url: new Uri("https://example.org/?key=hidden"));
        await AddAsync("s1", Noon, row => row.Import = source.ToJson());

        var row = (await _sessions.FindAsync("s1"))!;
        Assert.Contains("hidden", row.Import, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", row.SealedImport, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_session_that_is_deleted_and_others_keep_all()
    {
        foreach (var id in (string[])["s1", "s2"])
        {
            await AddAsync(id, Noon);
            await new FinalStore(Database).AddAsync(new FinalBatch(id, Track: 0) { Finals = [Cue(id)], SeqReserved = 1 });
            await new SinkStore(Database).PutAsync(new SinkRow { SessionId = id, Id = "obs", Type = SinkType.Obs, Address = "ws://h:1/" });
            await new MetadataStore(Database).WriteAsync(id, new MetadataRow { SessionId = id, Json = "{}", At = Noon }, _ => true);
        }

        await _sessions.DeleteAsync("s1");

        Assert.Null(await _sessions.FindAsync("s1"));
        Assert.Empty(await new FinalStore(Database).ReadAsync("s1"));
        Assert.Empty(await new SinkStore(Database).ListAsync("s1"));
        Assert.Null(await new MetadataStore(Database).FindAsync("s1"));
        Assert.Single(await new FinalStore(Database).ReadAsync("s2"));
        Assert.Equal("ws://h:1/", Assert.Single(await new SinkStore(Database).ListAsync("s2")).Address);
        Assert.NotNull(await new MetadataStore(Database).FindAsync("s2"));
    }

    [Fact]
    public async Task Keys_and_tokens_are_good_until_they_are_revoked_or_over()
    {
        await AddAsync("s1", Noon);
        var (keys, tokens) = (new KeyStore(Database), new TokenStore(Database));
        await keys.AddAsync(new KeyRow { Id = "k1", Hash = [1], Scopes = "admin", CreatedAt = Noon });
        await keys.AddAsync(new KeyRow { Id = "k2", Hash = [2], Scopes = "view", CreatedAt = Noon, ExpiresAt = Noon.AddHours(1) });
        await tokens.AddAsync(
            new TokenRow { Id = "t1", SessionId = "s1", Hash = [3], Scope = "view", CreatedAt = Noon, ExpiresAt = Noon.AddHours(1) });

        Assert.Equal("k2", (await keys.FindAsync([2]))!.Id);
        Assert.Equal(["k1", "k2"], (await keys.ListValidAsync(["k1", "k2"], Noon)).Order());
        Assert.Equal(["k1"], await keys.ListValidAsync(["k1", "k2"], Noon.AddHours(1)));
        Assert.True(await keys.RevokeAsync("k1", Noon));
        Assert.Empty(await keys.ListValidAsync(["k1"], Noon.AddSeconds(1)));
        Assert.Equal(["t1"], await tokens.ListValidAsync(["t1"], Noon));
        Assert.Empty(await tokens.ListValidAsync(["t1"], Noon.AddHours(1)));
    }

    private Task AddAsync(string id, DateTimeOffset at, Action<SessionRow>? change = null)
    {
        var row = new SessionRow
        {
            Id = id, Engine = "fake", Settings = "{}", StreamKeyHash = System.Text.Encoding.UTF8.GetBytes(id), CreatedAt = at
        };
        change?.Invoke(row);
        return _sessions.AddAsync(row);
    }

    private static TrackRow Track(int number) => new() { SessionId = "s1", Number = number, RecordingPath = $"s1/track{number}.wav" };

    private static Cue Cue(string session) => new()
    {
        SessionId = session, Seq = 1, Id = "c1", Revision = 1, Kind = CueKind.Final, Start = 0, End = 1, Text = "words", CreatedAt = Noon
    };
}
