using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Storage;

/// <summary>Databases from before the first release.</summary>
public sealed class OldMigrationsTests : IDisposable
{
    private static readonly string[] Nine =
    [
        "20261123213453_Initial", "20261125033709_Sinks", "20261125040000_Imports", "20261127115840_Speakers", "20261127122123_Profiles",
        "20261127134236_Emotions", "20261129195415_Tokens", "20261129200000_Retention", "20261129233000_Notices",
    ];

    private readonly string _data = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;

    private StorageOptions Storage => new() { DataDirectory = _data };

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Database_of_the_last_development_version_is_taken_with_all_that_is_in_it()
    {
        await MakeAsync(Nine);
        using var database = new CaptionDatabase(Options.Create(Storage));
        await database.PrepareAsync(TestContext.Current.CancellationToken);
        await database.PrepareAsync(TestContext.Current.CancellationToken);

        var final = Assert.Single(await database.ReadAsync(db => db.Finals.ToListAsync()));
        Assert.Equal(("c1", ""), (final.CueId, final.Language));
        Assert.Empty(await database.ReadAsync(async db => (await db.Database.GetPendingMigrationsAsync()).ToList()));
    }

    [Fact]
    public async Task Database_that_is_older_still_is_refused_in_one_line_and_left_as_it_is()
    {
        await MakeAsync(Nine[..7]);
        using var database = new CaptionDatabase(Options.Create(Storage));
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => database.PrepareAsync(TestContext.Current.CancellationToken));

        Assert.Contains("20261129195415_Tokens", fault.Message, StringComparison.Ordinal);
        Assert.Equal(Nine[..7], await database.ReadAsync(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList()));
    }

    /// <summary>As the steps of old left it, which made the same tables.</summary>
    private async Task MakeAsync(IEnumerable<string> history)
    {
        await using var db = new SqliteDbContext(
            new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={Storage.DatabasePath};Pooling=False").Options);
        await db.GetService<IMigrator>().MigrateAsync("20261130120000_Initial");
        await db.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsHistory");
        foreach (var id in history)
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO __EFMigrationsHistory VALUES ({id}, '10.0.0')");
        }

        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO Sessions (Id, Engine, Settings, IsPublic, StreamKeyHash, State, CreatedAt, Samples, LostSamples, SeqReserved)
              VALUES ('s', 'fake', '{{}}', 0, x'01', 'Finished', 0, 16000, 0, 1);
            INSERT INTO Finals (SessionId, CueId, Seq, Start, End, Json) VALUES ('s', 'c1', 1, 0, 1, '{{}}');
            """);
    }
}
