using System.Net.Http.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>Sessions on a PostgreSQL database, from their first word to their deletion.</summary>
public sealed class PostgresSessionTests(PostgresServer shared)
{
    private string _connection = "";

    [Fact]
    public async Task Session_is_published_corrected_and_renamed_and_is_there_after_a_restart()
    {
        var server = await StartAsync(shared);
        var session = await server.CreateSessionAsync(new { title = "On another machine" });
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Silence(3), .. FakeSpeech.Say(2)]);
            await publisher.CloseAsync();
        }

        using (var corrected = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/cues/c1", new { text = "corrected" }))
        {
            Assert.Equal(
                "corrected", (await corrected.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("text").GetString());
        }

        await server.DisposeAsync();
        await using var again = await StartAsync(shared, server.Data);
        var after = await again.GetAsync($"/api/sessions/{session.Id}");
        Assert.Equal(("finished", "On another machine", 2), (after.GetProperty("state").GetString(),
            after.GetProperty("title").GetString(), after.GetProperty("cueCount").GetInt32()));
        var text = await again.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.txt");
        Assert.Equal(["corrected", FakeSpeech.Text(2)], text.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        using var deleted = await again.Http.DeleteAsync($"/api/sessions/{session.Id}");
        Assert.True(deleted.IsSuccessStatusCode);
        Assert.Equal(0, (await again.GetAsync("/api/sessions")).GetArrayLength());
    }

    [Fact]
    public async Task Database_that_goes_away_in_mid_speech_and_comes_back_costs_no_word()
    {
        await using var own = new PostgresServer();
        await using var server = await StartAsync(own);
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await viewer.FinalsAsync(1);

        await own.StopAsync();
        await publisher.SendAsync(FakeSpeech.Say(2));
        Assert.True(await viewer.ReadUntilAsync(v => v.Message is not null), "nobody was told");
        Assert.Contains("database cannot be reached", viewer.Message, StringComparison.Ordinal);

        await own.StartAsync();
        await viewer.FinalsAsync(2);
        await publisher.SendAsync(FakeSpeech.Say(3));
        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();

        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
        Assert.Equal(viewer.Seqs.Order().Distinct(), viewer.Seqs);
        Assert.All(viewer.Finals, cue => Assert.Equal(CueKind.Final, cue.Kind));
    }

    [Fact]
    public async Task Server_says_in_one_line_that_its_database_cannot_be_reached()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            TestServer.StartAsync(settings: ("Storage:ConnectionString", "Host=/nowhere;Password=secret;Timeout=1")));

        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("PostgreSQL", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_connection_string_is_told_as_such()
    {
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() =>
            TestServer.StartAsync(settings: ("Storage:ConnectionString", "Hast=x")));

        Assert.StartsWith("Storage:ConnectionString", fault.Message, StringComparison.Ordinal);
    }

    private async Task<TestServer> StartAsync(PostgresServer postgres, string? data = null)
    {
        _connection = data is null ? await postgres.CreateDatabaseAsync() : _connection;
        return await TestServer.StartAsync(data, settings: ("Storage:ConnectionString", _connection));
    }
}
