using System.Net.Http.Json;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Live.Sinks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Storage;

/// <summary>Passwords and addresses are in the database, but not to be read there.</summary>
public sealed class SecretTests
{
    private const string Password = "correct-horse-battery-staple";
    private const string Signature = "X-Signature=abcdef0123456789";

    [Fact]
    public async Task Secrets_of_sinks_and_sources_are_in_no_file_in_clear_and_survive_a_restart()
    {
        await using var host = await MediaHost.StartAsync(TestImports.Wav(FakeSpeech.Say(1)));
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "booth", new { type = "obs", address = "localhost:9", password = Password });
        var imported = await server.ImportAsync(JsonContent.Create(new { url = host.At($"slow-start/talk.wav?{Signature}") }));

        Assert.Empty(server.FilesWith(Password));
        Assert.Empty(server.FilesWith("ws://localhost:9"));
        Assert.Empty(server.FilesWith(Signature));
        await imported.UntilStateAsync("finished");
        Assert.Empty(server.FilesWith(Signature));

        await using var restarted = await StartAsync(server.CopyOfData());
        var sink = (await restarted.Services.GetRequiredService<SinkStore>().FindAsync(session.Id, "booth"))!;
        Assert.Equal(("ws://localhost:9/", Password), (sink.Address, sink.Password));
        Assert.StartsWith(
            host.At("slow-start/talk.wav"),
            (await imported.ViewAsync(restarted)).GetProperty("source").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seq_of_a_broadcast_is_found_by_its_encrypted_address()
    {
        await using var server = await StartAsync();
        var sinks = server.Services.GetRequiredService<SinkStore>();
        foreach (var (address, next) in new[]
        {
            ("http://youtube.example/?cid=a", 7), ("http://youtube.example/?cid=a", 12), ("http://youtube.example/?cid=b", 99)
        })
        {
            var session = await server.CreateSessionAsync();
            await sinks.PutAsync(
                new SinkRow { SessionId = session.Id, Id = "live", Type = SinkType.YouTube, Address = address, NextPost = next });
        }

        Assert.Equal(12, await sinks.NextPostAsync("http://youtube.example/?cid=a"));
        Assert.Equal(1, await sinks.NextPostAsync("http://youtube.example/?cid=c"));
    }

    [Fact]
    public async Task Data_of_an_older_server_is_encrypted_and_cleared_of_what_was_deleted_once()
    {
        using var log = new LogCapture();
        await using var older = await StartAsync();
        var deleted = await older.PublishedAsync(new { title = "Deleted long ago" }, FakeSpeech.Say(61, 62, 63));
        var kept = await older.PublishedAsync(new { }, FakeSpeech.Say(11));
        var waits = await older.CreateSessionAsync();
        await older.PutSinkAsync(waits.Id, "booth", new { type = "obs", address = "localhost:9", password = "x" });
        await older.StopAsync();
        var copy = older.CopyOfData();
        var source = new ImportSource(
            "http://example.org/talk.wav", File: "none.media", Url: new Uri($"http://anna:{Password}@example.org/talk.wav?{Signature}"))
            .ToJson();
        await ExecuteAsync(
            copy,
            "PRAGMA secure_delete = OFF; PRAGMA foreign_keys = ON;",
            $"DELETE FROM Sessions WHERE Id = '{deleted.Id}';",
            $"UPDATE Sinks SET Address = 'ws://localhost:9/', Password = '{Password}';",
            $"UPDATE Sessions SET Import = '{source}', EndMessage = 'http://example.org/talk.wav?{Signature}: "
            + $"it answered 403.' WHERE Id = '{kept.Id}';",
            "PRAGMA user_version = 0;",
            "PRAGMA wal_checkpoint(TRUNCATE);");
        Assert.NotEmpty(DataSearch.FilesWith(copy, "w61 w62 w63"));
        Assert.NotEmpty(DataSearch.FilesWith(copy, Password));

        await using (var server = await TestServer.StartAsync(copy, configure: builder => builder.Logging.AddProvider(log)))
        {
            Assert.Empty(server.FilesWith("w61 w62 w63"));
            Assert.Empty(server.FilesWith("Deleted long ago"));
            Assert.Empty(server.FilesWith(Password));
            Assert.Empty(server.FilesWith(Signature));
            Assert.Single(log.Lines, line => line.Contains("Database written anew", StringComparison.Ordinal));
            Assert.Equal("w11", await kept.TextAsync(server));
            Assert.Equal(
                "http://example.org/talk.wav: it answered 403.", (await kept.ViewAsync(server)).GetProperty("message").GetString());
            var sink = (await server.Services.GetRequiredService<SinkStore>().FindAsync(waits.Id, "booth"))!;
            Assert.Equal(("ws://localhost:9/", Password), (sink.Address, sink.Password));
            await server.StopAsync();
            copy = server.CopyOfData();
        }

        await using var again = await TestServer.StartAsync(copy, configure: builder => builder.Logging.AddProvider(log));
        Assert.Single(log.Lines, line => line.Contains("Database written anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_its_keys_the_server_starts_and_says_what_has_to_be_set_up_again()
    {
        using var log = new LogCapture();
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "booth", new { type = "obs", address = "localhost:9", password = Password });
        var source = new ImportSource("http://example.org/live", Url: new Uri("http://example.org/live")) { Live = true };
        await server.Services.GetRequiredService<SessionStore>()
            .AddAsync(new SessionRow { Id = "pulled", Engine = "fake", Settings = "{}", StreamKeyHash = [1], Import = source.ToJson() });
        var copy = server.CopyOfData();
        Directory.Delete(Path.Combine(copy, "secret-keys"), recursive: true);

        await using var robbed = await TestServer.StartAsync(copy, configure: builder => builder.Logging.AddProvider(log));

        var sink = await robbed.SinkAsync(session.Id, "booth");
        Assert.Equal("failing", SinkClient.StateOf(sink));
        Assert.Contains("set it up again", SinkClient.ErrorOf(sink), StringComparison.Ordinal);
        Assert.Contains(log.Lines, line =>
            line.Contains("sink booth", StringComparison.Ordinal) && line.Contains("secret-keys", StringComparison.Ordinal));
        await robbed.UntilAsync(async () => (await robbed.GetAsync("/api/sessions/pulled")).GetProperty("state").GetString() == "failed");
        Assert.Contains(
            "secret-keys", (await robbed.GetAsync("/api/sessions/pulled")).GetProperty("message").GetString(), StringComparison.Ordinal);

        using var incomplete = await robbed.Http.PutAsJsonAsync($"/api/sessions/{session.Id}/sinks/booth", new { delay = 1 });
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, incomplete.StatusCode);
        await robbed.PutSinkAsync(session.Id, "booth", new { type = "obs", address = "localhost:9", password = Password });
        Assert.Equal(Password, (await robbed.Services.GetRequiredService<SinkStore>().FindAsync(session.Id, "booth"))!.Password);
    }

    private static Task<TestServer> StartAsync(string? data = null) =>
        TestServer.StartAsync(data, settings: ("Import:AllowPrivateAddresses", "true"));

    private static async Task ExecuteAsync(string data, params string[] statements)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "livecaptions.db")};Pooling=False");
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }
}
