using System.Net;
using System.Net.Http.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;
using Microsoft.Data.Sqlite;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>
/// The disk or the database fails in the middle of a session, and works again: no word is lost, none doubled, nobody sent away.
/// </summary>
public sealed class StorageTroubleTests
{
    private const int Locked = 5;
    private const int Damaged = 11;
    private readonly FaultyStorage _storage = new();

    [Fact]
    public async Task Full_disk_in_mid_speech_costs_no_word()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1, 2));
        await viewer.FinalsAsync(1);

        _storage.IsFull = true;
        await publisher.SendAsync(FakeSpeech.Say(3, 4));
        Assert.True(await viewer.ReadUntilAsync(v => v.Messages.Any(cue => cue.Text == FakeSpeech.Text(3, 4))), "captions stopped");
        Assert.True(await viewer.ReadUntilAsync(v => v.Message is not null), "nobody was told");
        Assert.Contains("disk is full", viewer.Message, StringComparison.Ordinal);
        var stored = FakeSpeech.Say(1, 2).Length / 16_000d;
        Assert.Equal(stored, await publisher.AcknowledgedAsync(stored - 1e-6), 1e-6);
        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());

        _storage.IsFull = false;
        await viewer.FinalsAsync(2);
        await publisher.SendAsync(FakeSpeech.Say(5));
        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();

        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), await session.TextAsync());
        Assert.Equal(("finished", null), (viewer.State, viewer.Message));
        Assert.Equal([1, 2, 3, 4, 5], Words(viewer.Finals));
        Assert.Equal(viewer.Seqs.Order().Distinct(), viewer.Seqs);
        Assert.Equal(0, await session.LostAudioAsync());
        Assert.Equal([.. FakeSpeech.Say(1, 2), .. FakeSpeech.Say(3, 4), .. FakeSpeech.Say(5)], session.Recording());
    }

    [Theory]
    [InlineData(Locked, "storage_locked")]
    [InlineData(10, "storage_failed")]
    [InlineData(13, "storage_full")]
    [InlineData(Damaged, "storage_damaged")]
    public async Task Failing_database_is_told_while_it_lasts_and_nothing_is_lost(int fault, string code)
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();

        _storage.DatabaseFault = fault;
        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2)]);
        Assert.True(await viewer.ReadUntilAsync(v => v.Message is not null));
        using (var ready = await server.Http.GetAsync("/health/ready"))
        {
            var text = await ready.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains(code, text, StringComparison.Ordinal);
            Assert.DoesNotContain("/a/path", text, StringComparison.Ordinal);
        }

        _storage.DatabaseFault = 0;
        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();

        Assert.Equal([1, 2], Words(viewer.Finals));
        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task Database_that_another_program_locks_holds_up_no_caption_and_no_reader()
    {
        await using var server = await StartAsync(("Storage:BusySeconds", "1"));
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await viewer.FinalsAsync(1);

        await using (await ExclusiveAsync(server))
        {
            await publisher.SendAsync(FakeSpeech.Say(2));
            Assert.True(await viewer.ReadUntilAsync(v => v.Message is not null));
            await publisher.SendAsync(FakeSpeech.Say(3));
            Assert.True(await viewer.ReadUntilAsync(v => v.Messages.Any(cue => cue.Text == FakeSpeech.Text(3))));
            Assert.Equal(FakeSpeech.Text(1), await session.TextAsync());
        }

        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();
        Assert.Equal([1, 2, 3], Words(viewer.Finals));
        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
    }

    [Fact]
    public async Task Session_that_was_finished_in_trouble_ends_when_it_is_over()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Begin(1));
        Assert.True(await viewer.ReadUntilAsync(v => v.Messages.Count > 0));

        _storage.IsFull = true;
        using (var finish = await server.Http.PostAsync($"/api/sessions/{session.Id}/finish", content: null))
        {
            Assert.Equal(HttpStatusCode.Accepted, finish.StatusCode);
        }

        Assert.True(await viewer.ReadUntilAsync(v => v.Message is not null));
        _storage.IsFull = false;
        await viewer.ReadToEndAsync();

        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal(FakeSpeech.Text(1), await session.TextAsync());
        await using var restarted = await TestServer.StartAsync(server.CopyOfData());
        Assert.Equal("finished", await session.StateAsync(restarted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_killed_in_trouble_has_all_of_it_after_the_restart_and_nothing_twice(bool databaseOnly)
    {
        await using var killed = await StartAsync();
        var session = await killed.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(killed, session.Id);
        await using var publisher = await session.PublishAsync();
        short[] first = FakeSpeech.Say(1), second = FakeSpeech.Say(2, 3);
        await publisher.SendAsync(first);
        await viewer.FinalsAsync(1);
        (_storage.DiskIsFull, _storage.DatabaseFault) = (!databaseOnly, databaseOnly ? 10 : 0);
        await publisher.SendAsync(second);
        Assert.True(await viewer.ReadUntilAsync(v => v.Messages.Any(cue => cue.Text == FakeSpeech.Text(2, 3))));

        await using var restarted = await TestServer.StartAsync(killed.CopyOfData());
        await using var back = await session.PublishAsync(at: restarted);
        short[] all = [.. first, .. second, .. FakeSpeech.Say(4)];
        await back.SendAsync(all[(int)Math.Round(back.Received * 16_000)..]);
        await back.CloseAsync();

        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4), await session.TextAsync(restarted));
        Assert.DoesNotContain((await restarted.CuesAsync(session.Id)).Skip(1), cue => viewer.Seqs.Contains(cue.Seq));
        _storage.IsFull = false;
    }

    [Fact]
    public async Task Final_that_the_database_stored_without_saying_so_is_not_stored_twice()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await viewer.FinalsAsync(1);

        _storage.CommitFailsOnce = true;
        await publisher.SendAsync(FakeSpeech.Say(2));
        await viewer.FinalsAsync(2);
        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();

        Assert.Equal([1, 2], Words(viewer.Finals));
        Assert.Equal(viewer.Finals.Select(cue => (cue.Id, cue.Seq)), (await session.CuesAsync()).Select(cue => (cue.Id, cue.Seq)));
    }

    [Fact]
    public async Task Viewer_that_comes_in_trouble_sees_what_is_not_stored_yet()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        _storage.DatabaseFault = Locked;
        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2)]);
        await server.UntilAsync(async () => (await session.ViewAsync()).TryGetProperty("message", out _));

        await using var late = await EventViewer.ConnectAsync(server, session.Id);
        Assert.True(await late.ReadUntilAsync(v => v.Messages.Any(cue => cue is { Text: "w1", Kind: CueKind.Interim })));
        _storage.DatabaseFault = 0;
        await late.FinalsAsync(2);
        Assert.Equal([1, 2], Words(late.Finals));
    }

    [Fact]
    public async Task Requests_that_would_store_something_are_told_what_is_the_matter()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        _storage.DatabaseFault = Locked;

        await server.Http.PostAsJsonAsync("/api/sessions", new { }).RefusesAsync(503, "storage_locked");
        await server.Http.DeleteAsync($"/api/sessions/{session.Id}").RefusesAsync(503, "storage_locked");
        await Assert.ThrowsAsync<RefusedException>(() => session.PublishAsync());
        Assert.Equal("created", await session.StateAsync());

        _storage.DatabaseFault = 0;
        await using var publisher = await Eventually.SucceedsAsync(() => session.PublishAsync());
        await publisher.SendAsync(FakeSpeech.Say(1));
        await publisher.CloseAsync();
        Assert.Equal(FakeSpeech.Text(1), await session.TextAsync());
    }

    [Fact]
    public async Task Failing_database_is_tried_now_and_then_and_not_by_everybody()
    {
        await using var server = await StartAsync();
        _storage.DatabaseFault = Locked;
        for (var request = 0; request < 50; request++)
        {
            await server.Http.PostAsJsonAsync("/api/sessions", new { }).RefusesAsync(503, "storage_locked");
        }

        Assert.InRange(_storage.RefusedWrites, 1, 20);
    }

    [Fact]
    public async Task Delete_that_the_database_refuses_leaves_the_session_live()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        _storage.DatabaseFault = Locked;
        await server.Http.DeleteAsync($"/api/sessions/{session.Id}").RefusesAsync(503, "storage_locked");
        _storage.DatabaseFault = 0;

        await publisher.SendAsync(FakeSpeech.Say(2));
        await publisher.CloseAsync();
        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
    }

    private Task<TestServer> StartAsync(params (string Name, string Value)[] settings) =>
        TestServer.StartAsync(
            configure: builder => _storage.AddTo(builder.Services),
            settings: [("Ingest:AckSeconds", "0.1"), ("Sessions:FinishWaitSeconds", "0.5"), .. settings]);

    private static IEnumerable<int> Words(IEnumerable<Cue> finals) =>
        finals.SelectMany(cue => cue.Text.Split(' ', '\n'))
            .Select(word => int.Parse(word.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<SqliteConnection> ExclusiveAsync(TestServer server)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "livecaptions.db")};Pooling=False");
        await connection.OpenAsync();
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }
}
