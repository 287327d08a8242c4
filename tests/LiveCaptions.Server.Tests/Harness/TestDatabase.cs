using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A database without a server, with one session in it; its folder goes with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Id of the session.</summary>
    public const string Session = "s";

    private TestDatabase(string data, CaptionDatabase database) => (Data, Database) = (data, database);

    /// <summary>The data folder.</summary>
    public string Data { get; }

    public CaptionDatabase Database { get; }

    /// <param name="connection">By what a PostgreSQL database is reached; null makes a SQLite file.</param>
    public static async Task<TestDatabase> CreateAsync(
        string? connection = null, SessionState state = SessionState.Created, TimeProvider? time = null)
    {
        var data = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
        var database = new CaptionDatabase(
            Options.Create(new StorageOptions { DataDirectory = data, ConnectionString = connection }), time: time);
        await database.PrepareAsync(TestContext.Current.CancellationToken);
        await new SessionStore(database)
            .AddAsync(new SessionRow { Id = Session, Engine = "fake", Settings = "{}", StreamKeyHash = [1], State = state });
        return new TestDatabase(data, database);
    }

    public ValueTask DisposeAsync()
    {
        Database.Dispose();
        Directory.Delete(Data, recursive: true);
        return ValueTask.CompletedTask;
    }
}
