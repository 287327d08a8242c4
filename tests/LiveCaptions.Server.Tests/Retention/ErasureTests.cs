using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Live.Sinks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Retention;

/// <summary>What is deleted is in no file of the data folder any more.</summary>
public sealed class ErasureTests
{
    private const string Title = "Board meeting of the hedgehogs";
    private const string Password = "correct-horse-battery-staple";
    private static readonly int[] Secret = [61, 62, 63, 64];
    private static readonly byte[] Voice = MemoryMarshal.AsBytes(FakeVoices.Vector(6).AsSpan()).ToArray();
    private static readonly string Words = FakeSpeech.Text(Secret);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deleted_session_is_in_no_file_any_more(bool othersAreLive)
    {
        await using var server = await StartAsync();
        var other = await server.CreateSessionAsync();
        await using var publisher = await other.PublishAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, other.Id);
        await publisher.SendAsync(FakeSpeech.Say(11, 12));
        await viewer.FinalsAsync(1);
        var session = await SecretSessionAsync(server);
        await publisher.SendAsync(FakeSpeech.Say(13));
        await viewer.FinalsAsync(2);
        if (!othersAreLive)
        {
            await publisher.CloseAsync();
        }

        Assert.NotEmpty(server.FilesWith(Words));
        Assert.NotEmpty(server.FilesWith(Voice));
        Assert.NotEmpty(server.FilesWith(Title));

        await DeleteAsync(server, $"/api/sessions/{session.Id}");

        Assert.Empty(server.FilesWith(Words));
        Assert.Empty(server.FilesWith(Voice));
        Assert.Empty(server.FilesWith(Title));
        Assert.Empty(server.FilesWith(session.Id));
        Assert.Equal([other.Id], Directory.GetFileSystemEntries(Path.Combine(server.Data, "recordings")).Select(Path.GetFileName));
        Assert.Equal("w11 w12 w13", await other.TextAsync());
    }

    [Fact]
    public async Task Reader_under_way_keeps_what_was_deleted_no_longer_than_it_reads()
    {
        await using var server = await StartAsync();
        var other = await server.PublishedAsync(new { }, FakeSpeech.Say(11), FakeSpeech.Say(12));
        await using var live = await server.CreateSessionAsync() is var broadcast ? await broadcast.PublishAsync() : null;
        var session = await SecretSessionAsync(server);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "livecaptions.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT Json FROM Finals WHERE SessionId = '{other.Id}'";
            await using var reader = await command.ExecuteReaderAsync();
            Assert.True(await reader.ReadAsync());

            await DeleteAsync(server, $"/api/sessions/{session.Id}");

            Assert.NotEmpty(server.FilesWith(Words));
            Assert.True(await reader.ReadAsync());
        }

        await server.UntilGoneAsync(Words);
        Assert.Empty(server.FilesWith(Voice));
        Assert.Empty(server.FilesWith(Title));
    }

    [Fact]
    public async Task Former_names_and_once_they_are_forgotten_corrected_words_are_in_no_file_any_more()
    {
        await using var server = await StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say([.. Enumerable.Repeat(11, 16)]), FakeSpeech.Say(Secret));
        await using var live = await server.CreateSessionAsync() is var broadcast ? await broadcast.PublishAsync() : null;
        await PatchAsync(server, $"/api/sessions/{session.Id}/speakers/s1", new { label = "Annabella" });
        Assert.NotEmpty(server.FilesWith("Annabella"));

        var cue = (await session.CuesAsync()).Single(c => c.Text == Words);
        await PatchAsync(
            server, $"/api/sessions/{session.Id}/cues/{cue.Id}", new { text = "Nothing of the kind was said, and at length." });
        await PatchAsync(server, $"/api/sessions/{session.Id}/speakers/s1", new { label = "A person" });

        await server.UntilGoneAsync("Annabella");
        Assert.NotEmpty(server.FilesWith(Words));
        await DeleteAsync(server, $"/api/sessions/{session.Id}/edits");
        await server.UntilGoneAsync(Words);
        Assert.Contains("at length", await session.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_were_corrected_and_cues_that_were_deleted_go_with_their_session()
    {
        await using var server = await StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(Secret), FakeSpeech.Say([.. Secret, 65]));
        var cues = await session.CuesAsync();
        await PatchAsync(server, $"/api/sessions/{session.Id}/cues/{cues[0].Id}", new { text = "Nothing of the kind was said." });
        await DeleteAsync(server, $"/api/sessions/{session.Id}/cues/{cues[1].Id}");
        Assert.NotEmpty(server.FilesWith(Words));

        await DeleteAsync(server, $"/api/sessions/{session.Id}");

        Assert.Empty(server.FilesWith(Words));
        Assert.Empty(server.FilesWith("of the kind"));
        Assert.Empty(server.FilesWith(session.Id));
    }

    [Fact]
    public async Task Deleted_sink_is_in_no_file_any_more()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "booth-nine", new { type = "obs", address = "127.0.0.1:9", password = Password });
        var row = (await server.Services.GetRequiredService<SinkStore>().FindAsync(session.Id, "booth-nine"))!;
        Assert.NotEmpty(server.FilesWith(row.SealedPassword![^40..]));

        await DeleteAsync(server, $"/api/sessions/{session.Id}/sinks/booth-nine");

        Assert.Empty(server.FilesWith(row.SealedPassword[^40..]));
        Assert.Empty(server.FilesWith("booth-nine"));
    }

    [Fact]
    public async Task Files_of_imports_go_with_their_sessions_whether_they_are_read_or_wait()
    {
        var begun = new TaskCompletionSource();
        var recognizer = new FakeRecognizer
        {
            BeforeFrame = (_, stop) =>
            {
                begun.TrySetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            },
        };
        await using var server = await TestServer.StartAsync(recognizer: recognizer, settings: ("Import:Concurrency", "1"));
        var first = await server.ImportAsync(FakeSpeech.Say(1));
        await begun.Task;
        var second = await server.ImportAsync(FakeSpeech.Say(2));
        Assert.Equal(2, server.ImportFiles().Length);

        await DeleteAsync(server, $"/api/sessions/{second.Id}");
        Assert.Equal(first.Id, Path.GetFileName(Assert.Single(server.ImportFiles())).Split('.')[0]);
        await DeleteAsync(server, $"/api/sessions/{first.Id}");
        Assert.Empty(server.ImportFiles());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(server.Data, "recordings")));
    }

    [Fact]
    public async Task Deletion_that_a_kill_cut_off_is_carried_through_by_the_next_start()
    {
        await using var killed = await StartAsync();
        var session = await SecretSessionAsync(killed);
        await killed.Services.GetRequiredService<SessionStore>().MarkDeletedAsync(session.Id);

        await using var restarted = await TestServer.StartAsync(killed.CopyOfData());

        await restarted.UntilAsync(async () =>
            (await restarted.Http.GetAsync($"/api/sessions/{session.Id}")).StatusCode == HttpStatusCode.NotFound);
        await restarted.UntilGoneAsync(Words);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(restarted.Data, "recordings")));
    }

    [Fact]
    public async Task What_SQLite_copied_between_pages_goes_with_the_rest_once_nobody_is_live()
    {
        await using var server = await StartAsync();
        var session = await server.PublishedAsync(
            new { }, [.. Enumerable.Range(0, 60).Select(i => FakeSpeech.Say(61 + (i % 8), 71 + (i % 7)))]);
        var other = await server.PublishedAsync(new { }, FakeSpeech.Say(11));
        var finals = server.Services.GetRequiredService<FinalStore>();
        var random = new Random(7);
        foreach (var cue in (await session.CuesAsync()).OrderBy(_ => random.Next()).Take(40))
        {
            await finals.ReplaceAsync(
                cue with { Seq = cue.Seq + 100_000, Text = $"Sepulchral {new string('y', random.Next(50, 3_000))}" }, 1);
        }

        await DeleteAsync(server, $"/api/sessions/{session.Id}");

        Assert.Empty(server.FilesWith("Sepulchral"));
        Assert.Empty(server.FilesWith(session.Id));
        Assert.Equal("w11", await other.TextAsync());
        Assert.Equal(DatabaseTraces.None, await server.Services.GetRequiredService<CaptionDatabase>().ReadTracesAsync());
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(recognizer: new FakeRecognizer { Voices = new FakeVoices() });

    private static Task<TestSession> SecretSessionAsync(TestServer server) =>
        server.PublishedAsync(new { title = Title }, FakeSpeech.Say(Secret));

    private static async Task DeleteAsync(TestServer server, string path)
    {
        using var response = await server.Http.DeleteAsync(path);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private static async Task PatchAsync(TestServer server, string path, object change)
    {
        using var response = await server.Http.PatchAsJsonAsync(path, change);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
