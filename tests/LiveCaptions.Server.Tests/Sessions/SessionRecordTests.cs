using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class SessionRecordTests : IAsyncLifetime
{
    private const string Id = "s";
    private readonly string _data = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
    private readonly CaptionDatabase _database;
    private readonly SessionStore _sessions;

    public SessionRecordTests()
    {
        _database = new CaptionDatabase(Options.Create(new StorageOptions { DataDirectory = _data }));
        _sessions = new SessionStore(_database);
    }

    public async ValueTask InitializeAsync()
    {
        await _database.PrepareAsync(TestContext.Current.CancellationToken);
        await _sessions.AddAsync(new SessionRow { Id = Id, Engine = "fake", Settings = "{}", StreamKeyHash = [1], State = SessionState.Live });
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

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
