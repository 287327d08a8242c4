using System.Net.WebSockets;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Abuse;

/// <summary>
/// An attacker's afternoon: two streams say the same (1) undisturbed and (2) beside all floods at once; then (3) it is quiet again.
/// </summary>
internal sealed class AbuseBench(SpeechEngineOptions engine, TimeProvider time, TextWriter progress)
{
    private const int Streams = 2;
    private const double Gap = 0.8;

    // Longer than idle connections may last, so that it shows what is left of them.
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>The floods come from another loopback address than the streams: here it is a stranger.</summary>
    private static readonly Dictionary<string, string> Strangers = new(StringComparer.Ordinal) { ["Limits:ExemptLoopback"] = "false" };

    public async Task<AbuseFigures> RunAsync(IReadOnlyList<BenchClip> clips, TimeSpan length, CancellationToken cancellationToken)
    {
        var programmes = (await new ProgrammeSet(clips, Gap).JoinAsync(Streams, cancellationToken))
            .Select(programme => Repeat(programme, length)).ToList();
        var data = Directory.CreateTempSubdirectory("livecaptions-bench-").FullName;
        try
        {
            var session = await LongSession.MakeAsync(data, time, cancellationToken);
            using var server = await ServerChild.StartAsync(engine, data, Strangers, time, cancellationToken);
            return await MeasureAsync(server, session, programmes, cancellationToken);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task<AbuseFigures> MeasureAsync(
        ServerChild server, string session, List<Programme> programmes, CancellationToken cancellationToken)
    {
        // (1)
        await progress.WriteLineAsync($"Speaking {programmes[0].Duration:F0} s undisturbed");
        var quiet = await PlayAsync(server, programmes, (_, _) => Task.CompletedTask, cancellationToken);

        // (2)
        await progress.WriteLineAsync("Speaking the same beside all floods");
        var (before, log, own) = (server.Resident, server.LogBytes, new CpuUse(time));
        var floods = new Floods(time, Hold).All();
        var flooded = await PlayAsync(
            server, programmes, (live, stop) => FloodAsync(server, session, live, floods, stop), cancellationToken);
        var (logged, busy) = (server.LogBytes - log, own.CpuSeconds / own.Elapsed);

        // (3)
        await progress.WriteLineAsync("Waiting whether the memory comes back");
        await Task.Delay(Rest, time, cancellationToken);
        return new AbuseFigures
        {
            Minutes = Math.Round(programmes[0].Duration / 60, 2),
            Streams = [.. quiet.Streams.Zip(flooded.Streams, AbusedStream.Of)],
            ResidentQuiet = quiet.Resident,
            ResidentBefore = before,
            ResidentMax = flooded.Resident,
            ResidentAfter = server.Resident,
            LogBytes = logged,
            AttackerCores = Math.Round(busy, 2),
            Floods = floods.ToDictionary(
                flood => flood.Name, flood => new SortedDictionary<string, long>(flood.Answers, StringComparer.Ordinal),
                StringComparer.Ordinal),
        };
    }

    /// <param name="beside">What goes on meanwhile, until its token ends it; gets the id of a session that is live.</param>
    /// <returns>What each stream's viewer saw, or why there is nothing to see; and the most memory of the server, in MiB.</returns>
    private async Task<(List<(LiveFigures? Figures, string? Fault)> Streams, double Resident)> PlayAsync(
        ServerChild server, List<Programme> programmes, Func<string, CancellationToken, Task> beside, CancellationToken cancellationToken)
    {
        var streams = new List<LiveStream>();
        try
        {
            var live = "";
            foreach (var programme in programmes)
            {
                var session = await server.CreateSessionAsync(cancellationToken);
                live = session.Id;
                streams.Add(await LiveStream.OpenAsync(session, server.Http, programme, time, cancellationToken)
                    ?? throw new InvalidOperationException("The server is full."));
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var meanwhile = beside(live, stop.Token);
            var playing = Task.WhenAll(streams.Select(stream => PlayAsync(stream, cancellationToken)));
            var resident = 0.0;
            using var timer = new PeriodicTimer(LookAgain, time);
            while (!playing.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
            {
                resident = Math.Max(resident, server.Resident);
            }

            await stop.CancelAsync();
            await meanwhile;
            return ([.. await playing], resident);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    private async Task FloodAsync(
        ServerChild server, string publicSession, string liveSession, IReadOnlyList<Flood> floods, CancellationToken cancellationToken)
    {
        using var stranger = new Stranger(server.Web, server.RtmpPort, publicSession, liveSession);
        await Task.WhenAll(floods.Select(flood => flood.RunAsync(stranger, time, cancellationToken)));
    }

    private static async Task<(LiveFigures? Figures, string? Fault)> PlayAsync(LiveStream stream, CancellationToken cancellationToken)
    {
        try
        {
            return (await stream.PlayAsync(spoken: null, cancellationToken), null);
        }
        catch (Exception fault) when (fault is WebSocketException or InvalidOperationException or IOException or HttpRequestException)
        {
            return (null, fault.Message);
        }
    }

    private static Programme Repeat(Programme programme, TimeSpan length)
    {
        var count = (int)Math.Max(1, Math.Ceiling(length.TotalSeconds / programme.Duration));
        var samples = Enumerable.Repeat(programme.Samples, count).SelectMany(part => part)
            .Take((int)AudioFormat.ToSamples(length.TotalSeconds)).ToArray();
        return new Programme(samples, programme.Text);
    }
}
