using System.Net.Http.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Clients;

namespace LiveCaptions.Bench.Trouble;

/// <summary>Publishes in real time, lets something fail in the middle, and looks whether a word is missing or doubled.</summary>
internal sealed class TroubleBench(BenchServer server, TimeProvider time)
{
    /// <param name="lead">How long all is well before.</param>
    public async Task<TroubleRun> RunAsync(Programme programme, ITrouble trouble, TimeSpan lead, CancellationToken cancellationToken)
    {
        var untroubled = await UnhurriedRun.WordsAsync(server.Engine, programme, cancellationToken);
        var session = await server.MakeSessionAsync(cancellationToken);
        using var viewer = await CueViewer.ConnectAsync(server.Http, session.Id, time, cancellationToken);
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server is full.");
        var watching = viewer.WatchAsync(cancellationToken);
        var publishing = PublishAsync(publisher, programme, cancellationToken);
        var watch = new TroubleWatch(server, session.Id, time);
        var looking = watch.DuringAsync(publishing);

        await Task.Delay(lead, time, cancellationToken);
        var began = time.GetTimestamp();
        await trouble.RunAsync(server, time, cancellationToken);
        var ended = time.GetTimestamp();
        await Task.WhenAll(publishing, watching, looking);

        var arrivals = viewer.ArrivalsSince(publisher.Start);
        var stored =
            await server.Http.GetFromJsonAsync<List<Cue>>($"api/sessions/{session.Id}/cues", CaptionJson.Options, cancellationToken) ?? [];
        var got = WordsOf(stored);
        var unlike = WordErrorRate.Between(untroubled, got);
        var view = await watch.ViewAsync();
        return new TroubleRun
        {
            Trouble = trouble.Name,
            TroubleSeconds = Math.Round(time.GetElapsedTime(began, ended).TotalSeconds, 1),
            AudioSeconds = programme.Duration,
            WordsExpected = untroubled.Count,
            WordsGot = got.Count,
            WordsLost = unlike.Deletions,
            WordsTooMany = unlike.Insertions,
            WordsOther = unlike.Substitutions,
            Wer = WordErrorRate.Between(programme.Text, string.Join(' ', got)),
            WerUntroubled = WordErrorRate.Between(programme.Text, string.Join(' ', untroubled)),
            ViewerHasWhatIsStored = WordsOf(arrivals.Select(a => a.Cue)).SequenceEqual(got, StringComparer.Ordinal),
            ToldAfter = watch.ToldAfter(began),
            WasNotReady = watch.WasNotReady,
            WellAfter = watch.WellAfter(ended),
            LongestSilence = LongestGap(arrivals, SecondsUntil(began), SecondsUntil(ended)),
            State = view.GetProperty("state").GetString()!,
            LostAudio = view.GetProperty("lostAudio").GetDouble(),
            Recorded = view.GetProperty("duration").GetDouble(),
        };

        double SecondsUntil(long timestamp) => time.GetElapsedTime(publisher.Start, timestamp).TotalSeconds;
    }

    private static async Task PublishAsync(PacedPublisher publisher, Programme programme, CancellationToken cancellationToken)
    {
        await publisher.SpeakAsync(programme.Samples, cancellationToken);
        await publisher.UntilClosedAsync();
    }

    /// <summary>In the order they are said: a final whose speaker was put right comes again, with a later seq.</summary>
    private static List<string> WordsOf(IEnumerable<Cue> cues) =>
    [
        .. cues.Where(cue => cue.Kind == CueKind.Final).GroupBy(cue => cue.Id, StringComparer.Ordinal).Select(newest => newest.Last())
            .OrderBy(cue => cue.Start).SelectMany(cue => cue.Words ?? []).Select(word => word.Text),
    ];

    private static double LongestGap(IReadOnlyList<CueArrival> arrivals, double from, double to)
    {
        var times =
            arrivals.Where(a => a.Cue.Text.Length > 0 && a.At > from && a.At < to).Select(a => a.At).Prepend(from).Append(to).ToList();
        return Math.Round(times.Zip(times.Skip(1), (before, after) => after - before).Max(), 1);
    }
}
