using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class SessionRecordTests : IAsyncLifetime
{
    private const string Id = TestDatabase.Session;
    private TestDatabase _database = null!;
    private SessionStore _sessions = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(state: SessionState.Live);
        _sessions = new SessionStore(_database.Database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Deletion_stays_one_whatever_is_noted_meanwhile()
    {
        var record = await OpenAsync();
        await _sessions.MarkDeletedAsync(Id);

        record.Note(s => s.Notices = "[]");
        await record.StoreNoticesAsync();
        await record.StoreNotedAsync(s => s.State = SessionState.Finishing);

        Assert.Equal([Id], await _sessions.ListDeletedAsync());
    }

    [Fact]
    public async Task What_was_noted_goes_to_the_store_with_the_next_change_of_state()
    {
        var record = await OpenAsync();
        record.Note(s => (s.EndMessage, s.LostSamples) = ("why", 7));
        Assert.Null((await _sessions.FindAsync(Id))!.EndMessage);

        await record.StoreNotedAsync(s => s.State = SessionState.Finishing);

        var stored = (await _sessions.FindAsync(Id))!;
        Assert.Equal((SessionState.Finishing, "why", 7), (stored.State, stored.EndMessage, stored.LostSamples));
        Assert.Equal(SessionState.Finishing, record.State);
    }

    private async Task<SessionRecord> OpenAsync() => new((await _sessions.FindAsync(Id))!, _sessions);
}
