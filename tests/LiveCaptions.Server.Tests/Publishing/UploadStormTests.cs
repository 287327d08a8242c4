using System.Globalization;
using System.Text;
using LiveCaptions.FakeYouTube;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Publishing;

/// <summary>
/// Many uploads while nearly every third request fails and the server is killed again and again. LIVECAPTIONS_SLOW_TESTS=1 takes the full
/// numbers: 200 uploads, ten kills.
/// </summary>
public sealed class UploadStormTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LIVECAPTIONS_SLOW_TESTS") == "1";
    private static readonly int Uploads = IsFull ? 200 : 12;
    private static readonly int Kills = IsFull ? 10 : 2;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_track_is_there_once_and_the_ledger_counts_as_YouTube_does(bool isKilled)
    {
        await using var fake = await PublishingServer.StartYouTubeAsync(
            options: new FakeOptions { KnowsEveryVideo = true, DailyQuota = 200_000, Seed = 7 });

        var end = await RunAsync(fake, TimeProvider.System, tick: null, isKilled ? Kills : 0);

        AssertRight(fake, end);
    }

    [Fact]
    public async Task Over_many_midnights_nothing_goes_beyond_the_quota_of_a_day()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-10-28T20:00:00Z"));
        await using var fake = await PublishingServer.StartYouTubeAsync(
            time, new FakeOptions { KnowsEveryVideo = true, DailyQuota = IsFull ? 10_000 : 3_000, Seed = 11 });

        var end = await RunAsync(fake, time, rows => time.Advance(StepOf(rows, time.GetUtcNow())), Kills);

        AssertRight(fake, end);
        Assert.True(fake.Spent.Count > (IsFull ? 4 : 1));
    }

    [Fact]
    public async Task Without_faults_every_upload_costs_its_price_and_in_full_a_hundred_a_minute_go()
    {
        await using var fake = await PublishingServer.StartYouTubeAsync(
            options: new FakeOptions { KnowsEveryVideo = true, DailyQuota = 200_000 });
        await using var server = await fake.StartServerAsync();
        await server.ConnectAsync();
        var began = TimeProvider.System.GetTimestamp();

        await AddAllAsync(server.Services.GetRequiredService<UploadQueue>());
        await server.UntilAsync(() => Task.FromResult(fake.Tracks.Count == Uploads));

        var rate = Uploads / TimeProvider.System.GetElapsedTime(began).TotalMinutes;
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{rate:0} uploads a minute"));
        Assert.True(!IsFull || rate >= 100, $"{rate} a minute");
        Assert.Equal((Uploads * 400) + 1, fake.Spent.Values.Sum());
    }

    /// <summary>Runs servers until all is done: each but the last is killed.</summary>
    /// <param name="tick">Moves the clock, where it does not go by itself.</param>
    private static async Task<Outcome> RunAsync(YouTubeFake fake, TimeProvider time, Action<List<UploadRow>>? tick, int kills)
    {
        var (random, data) = (new Random(3), await FillAsync(fake, time));
        fake.Options.FaultRate = 0.3;
        for (var life = 0; ; life++)
        {
            var fate = new MortalServer(
                life < kills ? random.Next(IsFull ? 40 : 10) + (IsFull ? 15 : 8) : null, beforeSending: random.Next(2) == 0);
            await using var server = await StartAsync(fake, data, time, fate);
            var rows = await UntilOverAsync(server, fate, tick);
            if (!fate.Killed.IsCompleted)
            {
                var store = server.Services.GetRequiredService<QuotaStore>();
                var project = fake.Options.ClientId.Split('-')[0];
                Assert.Equal(kills, life);
                return new Outcome(rows, await store.ListDaysAsync(project), await store.ListOpenAsync(project), life);
            }

            data = server.CopyOfData();
        }
    }

    /// <summary>Signs in and fills the queue before there is a server, as the commands do.</summary>
    private static async Task<string> FillAsync(YouTubeFake fake, TimeProvider time)
    {
        var data = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
        using var database = new CaptionDatabase(Options.Create(new StorageOptions { DataDirectory = data }));
        await database.PrepareAsync(TestContext.Current.CancellationToken);
        var options = Options.Create(YouTubeDesk.SettingsOf(fake));
        using var connections = new YouTubeConnections(options, Options.Create(new OutgoingOptions()), new OwnAddresses());
        var accounts = new YouTubeAccounts(
            new YouTubeChannelStore(database), new QuotaLedger(new QuotaStore(database), options, time), connections, options, time);
        var pending = accounts.Begin(new Uri("http://127.0.0.1:9/"));
        await accounts.CompleteAsync(
            pending, (await YouTubeDesk.ConsentAsync(pending.Consent, "UC1")).Code, TestContext.Current.CancellationToken);
        await AddAllAsync(new UploadQueue(new UploadStore(database), new JobQueue(new JobStore(database, time), time), time));
        return data;
    }

    private static Task<TestServer> StartAsync(YouTubeFake fake, string? data, TimeProvider time, MortalServer fate) =>
        fake.StartServerAsync(
            data,
            builder =>
            {
                builder.Services.AddSingleton(time);
                fate.AddTo(builder);
            },
            ("YouTube:RetrySeconds", time == TimeProvider.System ? "0.02" : "60"),
            ("Jobs:LeaseSeconds", "86400"));

    private static async Task<List<UploadRow>> UntilOverAsync(TestServer server, MortalServer fate, Action<List<UploadRow>>? tick)
    {
        var store = server.Services.GetRequiredService<UploadStore>();
        var rows = new List<UploadRow>();
        await server.UntilAsync(async () =>
        {
            rows = await store.ListAsync();
            tick?.Invoke(rows);
            return fate.Killed.IsCompleted || rows.TrueForAll(row => row.State is UploadState.Done or UploadState.Failed);
        });
        return rows;
    }

    private static async Task AddAllAsync(UploadQueue queue)
    {
        for (var i = 0; i < Uploads; i++)
        {
            var request = new UploadRequest
            {
                VideoId = string.Create(CultureInfo.InvariantCulture, $"video{i / 2:000000}"),
                FileName = "captions.vtt"
            };
            await queue.AddAsync(request, i % 2 == 0 ? "en" : "de", Encoding.UTF8.GetBytes(YouTubeDesk.Vtt));
        }
    }

    /// <summary>To the next midnight where all that is left waits for it; some seconds else.</summary>
    private static TimeSpan StepOf(List<UploadRow> rows, DateTimeOffset now)
    {
        var left = rows.FindAll(row => row.State is not (UploadState.Done or UploadState.Failed));
        return left.Count > 0 && left.TrueForAll(row => row.State == UploadState.Parked && row.NextAt > now)
            ? left.Min(row => row.NextAt!.Value) - now
            : TimeSpan.FromSeconds(20);
    }

    private static void AssertRight(YouTubeFake fake, Outcome end)
    {
        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"{end.Rows.Count} uploads, {end.Kills} kills, {fake.Spent.Values.Sum()} units on {fake.Spent.Count} days, "
            + $"ledger {end.Days.Sum(day => day.Spent)}, of these in doubt {end.InDoubt.Sum(call => call.Units)}, "
            + $"calls {string.Join(' ', fake.Calls)}"));
        Assert.All(end.Rows, row => Assert.True(row.State == UploadState.Done, $"{row.State}: {row.Error}"));
        Assert.Equal(Uploads, fake.Tracks.Count);
        Assert.Equal(Uploads, fake.Tracks.Select(track => (track.VideoId, track.Language, track.Name)).Distinct().Count());
        Assert.All(fake.Spent.Values, spent => Assert.True(spent <= fake.Options.DailyQuota));

        // Day by day: never less than was spent, and more only by calls of killed servers, which the ledger says are in doubt.
        Assert.All(end.Days, day =>
        {
            var spent = fake.Spent.GetValueOrDefault((day.Project, DateOnly.Parse(day.Day, CultureInfo.InvariantCulture)));
            Assert.InRange(spent, day.Spent - end.InDoubt.Where(call => call.Day == day.Day).Sum(call => call.Units), day.Spent);
        });
    }

    /// <param name="InDoubt">Calls that killed servers left.</param>
    private sealed record Outcome(List<UploadRow> Rows, List<QuotaDayRow> Days, List<QuotaCallRow> InDoubt, int Kills);
}
