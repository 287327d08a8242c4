using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace LiveCaptions.Server.Tests.Storage;

/// <summary>A database has one server: a second one would take up the sessions that the first is in the middle of.</summary>
public sealed class DatabaseClaimTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Data_folder_is_one_server_s_until_that_is_gone()
    {
        await using var test = await TestDatabase.CreateAsync();
        using var other = new CaptionDatabase(Options.Create(new StorageOptions { DataDirectory = test.Data }));
        await using (await test.Database.ClaimAsync(Cancelled))
        {
            var fault = await Assert.ThrowsAsync<IOException>(() => other.ClaimAsync(Cancelled));
            Assert.Contains($"data folder {test.Data}. Stop it, or", fault.Message, StringComparison.Ordinal);
        }

        await using var later = await other.ClaimAsync(Cancelled);
        Assert.False(later.Lost.IsCompleted);
    }

    [Fact]
    public async Task Second_server_on_a_PostgreSQL_database_stops_in_one_line_and_harms_no_session_of_the_first()
    {
        var connection = await postgres.CreateDatabaseAsync();
        var first = await StartAsync(connection);
        var session = await first.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));

        var fault = await Assert.ThrowsAsync<IOException>(() => StartAsync(connection));
        Assert.Contains("PostgreSQL database", fault.Message, StringComparison.Ordinal);

        await publisher.SendAsync(FakeSpeech.Say(2));
        await publisher.CloseAsync();
        await session.UntilStateAsync("finished");
        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
        await first.DisposeAsync();
        await using var later = await StartAsync(connection);
        Assert.Equal(1, (await later.GetAsync("/api/sessions")).GetArrayLength());
    }

    [Fact]
    public async Task Database_that_was_away_is_the_server_s_again_when_it_is_back()
    {
        await using var own = new PostgresServer();
        var connection = await own.CreateDatabaseAsync();
        await using var test = await TestDatabase.CreateAsync(connection, time: _time);
        await using var claim = await test.Database.ClaimAsync(Cancelled);

        await own.StopAsync();
        await own.StartAsync();

        await PassingAsync(() => IsClaimedAsync(connection));
        Assert.False(claim.Lost.IsCompleted);
    }

    [Fact]
    public async Task Database_that_another_server_took_while_it_was_away_is_told_as_lost()
    {
        await using var own = new PostgresServer();
        var connection = await own.CreateDatabaseAsync();
        await using var test = await TestDatabase.CreateAsync(connection, time: _time);
        await using var claim = await test.Database.ClaimAsync(Cancelled);

        await own.StopAsync();
        await own.StartAsync();
        await using var other = new NpgsqlConnection(connection);
        await other.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(5080004401)", other);
        await command.ExecuteNonQueryAsync(Cancelled);

        await PassingAsync(() => Task.FromResult(claim.Lost.IsCompleted));
    }

    private static Task<TestServer> StartAsync(string connection) =>
        TestServer.StartAsync(settings: ("Storage:ConnectionString", connection));

    /// <summary>Lets a second pass again and again, until it is so.</summary>
    private async Task PassingAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Cancelled);
        }
    }

    private static async Task<bool> IsClaimedAsync(string connection)
    {
        await using var other = new NpgsqlConnection(connection);
        await other.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted)", other);
        return (bool)(await command.ExecuteScalarAsync(Cancelled))!;
    }
}
