using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Bench.Trouble;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Clients;
using LiveCaptions.Server.Engine;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Failover;

/// <summary>Publishes in real time and lets a session's first engine fail whenever it has come back for a while.</summary>
internal sealed class FailoverBench(BenchServer server, FailingEngine failing, EnginePool pool, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Random _random = new(43);

    /// <param name="next">Name of the engine that takes over.</param>
    /// <param name="points">Failures at most.</param>
    public async Task<FailoverRun> RunAsync(string next, Programme programme, int points, CancellationToken cancellationToken)
    {
        string[] engines = [server.Engine.Recognizer.Name, next];
        var session = await server.MakeSessionAsync(cancellationToken, engines: engines);
        using var viewer = await CueViewer.ConnectAsync(server.Http, session.Id, time, cancellationToken);
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server is full.");
        var watching = viewer.WatchAsync(cancellationToken);
        var publishing = PublishAsync(publisher, programme, cancellationToken);
        var failures = await FailAsync(session.Id, engines[0], points, publishing, cancellationToken);
        await Task.WhenAll(publishing, watching);

        var view = await ViewAsync(session.Id, cancellationToken);
        var cues =
            await server.Http.GetFromJsonAsync<List<Cue>>($"api/sessions/{session.Id}/cues", CaptionJson.Options, cancellationToken) ?? [];
        IReadOnlyList<string> got = [.. cues.OrderBy(cue => cue.Start).SelectMany(cue => cue.Words ?? []).Select(word => word.Text)];
        var arrivals = viewer.ArrivalsSince(publisher.Start);
        var moments = failures.ConvertAll(failure => time.GetElapsedTime(publisher.Start, failure).TotalSeconds);
        var first = await UnhurriedRun.LiveWordsAsync(server.Engine, programme, cancellationToken);
        return new FailoverRun
        {
            Engines = engines,
            Points = failures.Count,
            AudioSeconds = programme.Duration,
            CaptionsAfter = Distribution.Of(moments.Select(moment => NewWordsAfter(arrivals, moment)).OfType<double>()),
            CaptionsUntroubled = Distribution.Of(moments.Select(moment => NewWordsAfter(arrivals, moment - 2)).OfType<double>()),
            AgainstFirst = WordErrorRate.Between(first, got),
            Wer = Errors(programme, got),
            WerFirst = Errors(programme, first),
            WerNext = Errors(programme, await NextAloneAsync(next, programme, cancellationToken)),
            State = view.GetProperty("state").GetString()!,
            LostAudio = view.GetProperty("lostAudio").GetDouble(),
        };
    }

    private static WordErrorRate Errors(Programme programme, IReadOnlyList<string> words) =>
        WordErrorRate.Between(programme.Text, string.Join(' ', words));

    /// <returns>Seconds from a moment to the first caption with words that were said behind it; null where none came.</returns>
    private static double? NewWordsAfter(IReadOnlyList<CueArrival> arrivals, double moment) =>
        arrivals.FirstOrDefault(arrival => arrival.At > moment && arrival.Cue.End > moment && arrival.Cue.Text.Length > 0) is { } arrival
            ? arrival.At - moment
            : null;

    private static async Task PublishAsync(PacedPublisher publisher, Programme programme, CancellationToken cancellationToken)
    {
        await publisher.SpeakAsync(programme.Samples, cancellationToken);
        await publisher.UntilClosedAsync();
    }

    /// <returns>When it failed.</returns>
    private async Task<List<long>> FailAsync(
        string sessionId, string first, int points, Task publishing, CancellationToken cancellationToken)
    {
        var failures = new List<long>();
        while (failures.Count < points && !publishing.IsCompleted)
        {
            while (!publishing.IsCompleted && (await ViewAsync(sessionId, cancellationToken)).GetProperty("engine").GetString() != first)
            {
                await Task.Delay(Look, time, cancellationToken);
            }

            await Task.Delay(TimeSpan.FromSeconds(3 + (4 * _random.NextDouble())), time, cancellationToken);
            failures.Add(time.GetTimestamp());
            await failing.RunAsync(server, time, cancellationToken);
        }

        return failures;
    }

    private async Task<IReadOnlyList<string>> NextAloneAsync(string next, Programme programme, CancellationToken cancellationToken)
    {
        SpeechEngine engine = await pool.Find(next)!.GetAsync().WaitAsync(cancellationToken);
        return await UnhurriedRun.LiveWordsAsync(engine, programme, cancellationToken);
    }

    private async Task<JsonElement> ViewAsync(string sessionId, CancellationToken cancellationToken) =>
        await server.Http.GetFromJsonAsync<JsonElement>($"api/sessions/{sessionId}", cancellationToken);
}
