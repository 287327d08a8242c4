using System.Diagnostics;
using System.Globalization;
using System.Text;
using LiveCaptions.Captions.Reading;
using LiveCaptions.FakeYouTube;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Bench.Uploads;

/// <summary>Uploads to a fake YouTube that fails, by real servers that are killed by SIGKILL.</summary>
internal sealed class UploadStormBench(string data, string models, TimeProvider time)
{
    private const string Channel = "UC1";
    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<UploadStormFigures> RunAsync(
        int uploads, int kills, double faults, TextWriter told, CancellationToken cancellationToken)
    {
        var options = new FakeOptions { KnowsEveryVideo = true, DailyQuota = 1_000_000, Slowness = Slowness, Seed = 7 };
        await using var fake = await YouTubeFake.StartAsync(options, time);
        fake.AddChannel(Channel, "A channel");
        using var database = new CaptionDatabase(Options.Create(new StorageOptions { DataDirectory = data }));
        await database.PrepareAsync(cancellationToken);
        var store = new UploadStore(database);
        await FillAsync(fake, database, store, uploads, cancellationToken);
        options.FaultRate = faults;
        var (random, began, killed) = (new Random(3), time.GetTimestamp(), 0);
        for (var isOver = false; !isOver;)
        {
            // Calls that it is let make: some servers die with nothing begun, others in the middle of four uploads.
            var most = killed < kills ? random.Next(2 * uploads / Math.Max(1, kills)) + 5 : int.MaxValue;
            isOver = await LiveAsync(fake, store, most, cancellationToken);
            killed += isOver ? 0 : 1;
            await told.WriteLineAsync(isOver ? "All are over." : string.Create(
                CultureInfo.InvariantCulture, $"Killed {killed} of {kills}; {fake.Tracks.Count} tracks are there."));
        }

        var quota = new QuotaStore(database);
        var rows = await store.ListAsync();
        return new UploadStormFigures(
            rows.Count, rows.Count(row => row.State == UploadState.Done), killed, fake.Tracks.Count,
            fake.Tracks.Select(track => (track.VideoId, track.Language, track.Name)).Distinct().Count(),
            fake.Tracks.Count(track => !IsRight(track)), fake.Tracks.Sum(track => track.Writes - 1), fake.Spent.Values.Sum(),
            (await quota.ListDaysAsync(SettingsOf(fake).Project)).Sum(day => day.Spent),
            (await quota.ListOpenAsync(SettingsOf(fake).Project)).Sum(call => call.Units),
            Math.Round(time.GetElapsedTime(began).TotalSeconds, 1), fake.Calls);
    }

    /// <summary>A server's life.</summary>
    /// <returns>Whether all uploads are over: it was stopped then. False: it was killed.</returns>
    private async Task<bool> LiveAsync(YouTubeFake fake, UploadStore store, int mostCalls, CancellationToken cancellationToken)
    {
        var (calls, began) = (fake.Calls.Values.Sum(), time.GetTimestamp());
        using var process = Process.Start(Serve(fake))!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            while (fake.Calls.Values.Sum() - calls < mostCalls)
            {
                if (fake.Tracks.Count > 0 && (await store.ListOpenAsync()).TrueForAll(row => row.State == UploadState.Failed))
                {
                    return true;
                }

                if (process.HasExited || time.GetElapsedTime(began) > Patience)
                {
                    throw new InvalidOperationException("A server ended, or did not come to an end.");
                }

                await Task.Delay(LookAgain, time, cancellationToken);
            }

            return false;
        }
        finally
        {
            // SIGKILL: nothing is closed, nothing flushed.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private ProcessStartInfo Serve(YouTubeFake fake) => new ProcessStartInfo(
        "dotnet", [typeof(UploadStormBench).Assembly.Location, "serve", "--urls", "http://127.0.0.1:0", "--data", data])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    }.With("LIVECAPTIONS_DATA", data)
        .With("LIVECAPTIONS_MODELS", models)
        .With("LIVECAPTIONS_Rtmp__Port", "0")
        .With("LIVECAPTIONS_YouTube__Address", fake.Address.AbsoluteUri)
        .With("LIVECAPTIONS_YouTube__ClientId", fake.Options.ClientId)
        .With("LIVECAPTIONS_YouTube__ClientSecret", fake.Options.ClientSecret)
        .With("LIVECAPTIONS_YouTube__DailyQuota", fake.Options.DailyQuota.ToString(CultureInfo.InvariantCulture))
        .With("LIVECAPTIONS_YouTube__RetrySeconds", "0.2");

    private async Task FillAsync(
        YouTubeFake fake, CaptionDatabase database, UploadStore store, int uploads, CancellationToken cancellationToken)
    {
        var options = Options.Create(SettingsOf(fake));
        using var connections = new YouTubeConnections(options, Options.Create(new OutgoingOptions()), new OwnAddresses());
        var accounts = new YouTubeAccounts(
            new YouTubeChannelStore(database), new QuotaLedger(new QuotaStore(database), options, time), connections, options, time);
        var pending = accounts.Begin(new Uri("http://127.0.0.1:9/"));
        await accounts.CompleteAsync(pending, await ConsentAsync(pending.Consent, cancellationToken), cancellationToken);
        var queue = new UploadQueue(store, new JobQueue(new JobStore(database, time), time), time);
        for (var i = 0; i < uploads; i++)
        {
            var request = new UploadRequest { VideoId = string.Create(CultureInfo.InvariantCulture, $"video{i / 2:000000}") };
            var language = i % 2 == 0 ? "en" : "de";
            await queue.AddFileAsync(request, "captions.vtt", language, Encoding.UTF8.GetBytes(ContentOf(request.VideoId!, language)));
        }
    }

    private static async Task<string> ConsentAsync(Uri consent, CancellationToken cancellationToken)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(
            QueryHelpers.AddQueryString(consent.AbsoluteUri, "login_hint", Channel), cancellationToken);
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();
    }

    private static YouTubeOptions SettingsOf(YouTubeFake fake) => new()
    {
        Address = fake.Address.AbsoluteUri,
        ClientId = fake.Options.ClientId,
        ClientSecret = fake.Options.ClientSecret,
        DailyQuota = fake.Options.DailyQuota,
        Reports = false,
    };

    private static string ContentOf(string video, string language) =>
        $"WEBVTT\n\n00:01.000 --> 00:02.000\nWords of {video} in {language}\n";

    private static bool IsRight(FakeTrack track) => CaptionReaders.Find("vtt")!.Read(track.Content) is { Cues: [var cue] }
        && string.Join('\n', cue.Lines) == $"Words of {track.VideoId} in {track.Language}";
}
