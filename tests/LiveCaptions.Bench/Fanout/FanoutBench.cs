using System.Globalization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Clients;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Fanout;

/// <summary>One live session (1) without viewers but one and (2) with thousands, in processes beside the server's own.</summary>
internal sealed class FanoutBench(SpeechEngineOptions engine, TimeProvider time, TextWriter progress)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    public async Task<FanoutFigures> RunAsync(Programme programme, int viewers, int processes, CancellationToken cancellationToken)
    {
        OpenFiles.Require(viewers);
        var data = Directory.CreateTempSubdirectory("livecaptions-bench-").FullName;
        try
        {
            var room = (viewers + 1_000).ToString(CultureInfo.InvariantCulture);
            var limits = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Limits:Watches"] = room,
                ["Limits:Connections"] = room,
                ["Limits:RequestsPerMinute"] = room
            };
            using var server = await ServerChild.StartAsync(engine, data, limits, time, cancellationToken);

            // (1)
            await progress.WriteLineAsync($"Speaking {programme.Duration:F0} s to one viewer");
            var alone = await PlayAsync(server, await MakeSessionAsync(server, cancellationToken), programme, cancellationToken);

            // (2)
            var session = await MakeSessionAsync(server, cancellationToken);
            return await MeasureAsync(server, session, programme, alone, viewers, Deal(viewers, processes), data, cancellationToken);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <returns>Viewers of each process.</returns>
    internal static List<int> Deal(int viewers, int processes) =>
        [.. Enumerable.Range(0, processes).Select(i => (viewers + i) / processes)];

    private async Task<FanoutFigures> MeasureAsync(
        ServerChild server, CreatedSession session, Programme programme, Played alone,
        int viewers, List<int> shares, string folder, CancellationToken cancellationToken)
    {
        await progress.WriteLineAsync($"Connecting {viewers} viewers");
        var connecting = new CpuUse(time);
        var hub = new UriBuilder(server.Web) { Scheme = "ws", Path = "/hubs/captions" }.Uri;
        var children = shares.ConvertAll(share =>
            ViewersChild.Start(hub, session.Id, share, Path.Combine(folder, $"{Guid.NewGuid()}.json")));
        try
        {
            await Task.WhenAll(children.Select(child => child.UntilWatchingAsync(cancellationToken)));
            var connected = connecting.Elapsed;
            await progress.WriteLineAsync($"Speaking the same to {viewers} viewers");
            var played = await PlayAsync(server, session, programme, cancellationToken);
            var reports = await Task.WhenAll(children.Select(child => child.EndAsync(Patience, time, cancellationToken)));
            return Figures(programme, alone, played, reports) with { Viewers = viewers, ConnectSeconds = Math.Round(connected, 1) };
        }
        finally
        {
            children.ForEach(child => child.Dispose());
        }
    }

    /// <summary>Told by what a viewer by Server-Sent Events, who was there all the time, got.</summary>
    internal static FanoutFigures Figures(Programme programme, Played alone, Played played, IReadOnlyList<ViewersReport> reports)
    {
        var finals = played.Cues.Where(cue => cue.Kind == CueKind.Final).Select(cue => cue.Seq).ToList();
        var known = finals.ToHashSet();
        var viewers = reports.SelectMany(report => report.Finals).ToList();
        var all = reports.Sum(report => report.Refused) + viewers.Count;
        var delays = reports.SelectMany(report => report.Delays).ToLookup(one => one.Key, one => one.Value);
        return new FanoutFigures
        {
            Viewers = all,
            Processes = reports.Count,
            AudioSeconds = programme.Duration,
            ConnectSeconds = 0,
            Refused = reports.Sum(report => report.Refused),
            Dropped = reports.Sum(report => report.Dropped),
            Finals = finals.Count,
            Messages = played.Cues.Count,
            Complete = Math.Round(viewers.Count(finals.SequenceEqual) / (double)all, 5),
            Delivered = Math.Round(
                delays.Sum(message => message.Sum(one => one.Count))
                / ((double)all * Math.Max(1, Math.Max(played.Cues.Count, delays.Count))),
                5),
            Delay = DeliveryDelays.Of(delays.SelectMany(message => message.SelectMany(one => one))),
            FinalDelay = DeliveryDelays.Of(
                delays.Where(message => known.Contains(message.Key)).SelectMany(message => message.SelectMany(one => one))),
            LastViewer = DeliveryDelays.Of(delays.Select(message => message.Max(one => one.Max()))),
            ServerCpu = Math.Round(played.Cpu, 3),
            ServerCpuAlone = Math.Round(alone.Cpu, 3),
            ServerMemory = played.Memory,
            ServerMemoryAlone = alone.Memory,
            ViewersCpu = Math.Round(reports.Sum(report => report.CpuSeconds) / played.Elapsed, 3),
            WorstPublishDelay = Math.Round(played.WorstPublishDelay, 3),
        };
    }

    private static Task<CreatedSession> MakeSessionAsync(ServerChild server, CancellationToken cancellationToken) =>

        // Without stages that send a final a second time, as when its speaker is put right: a final comes once, or something is wrong.
        server.CreateSessionAsync(
            cancellationToken, new CreateSessionRequest { Title = "bench", Public = true, Diarization = false, Emotion = false });

    private async Task<Played> PlayAsync(
        ServerChild server, CreatedSession session, Programme programme, CancellationToken cancellationToken)
    {
        using var viewer = await CueViewer.ConnectAsync(server.Http, session.Id, time, cancellationToken);
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException(
                "The server takes no stream: this engine is too big for this machine. Try --engine moonshine-tiny.");
        var watching = viewer.WatchAsync(cancellationToken);
        var (use, before) = (new CpuUse(time), server.CpuSeconds);
        var playing = SpeakAsync(publisher, programme, cancellationToken);
        var memory = server.Resident;
        using var timer = new PeriodicTimer(LookAgain, time);
        while (!playing.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
        {
            memory = Math.Max(memory, server.Resident);
        }

        await playing;
        await watching;
        var (elapsed, cpu) = (use.Elapsed, server.CpuSeconds - before);
        return new Played(
            [.. viewer.ArrivalsSince(publisher.Start).Select(arrival => arrival.Cue)],
            elapsed, cpu / elapsed, memory, publisher.WorstDelay);
    }

    private static async Task SpeakAsync(PacedPublisher publisher, Programme programme, CancellationToken cancellationToken)
    {
        await publisher.SpeakAsync(programme.Samples, cancellationToken);
        await publisher.UntilClosedAsync();
    }

    /// <param name="Cues">All cue messages in the order in which they came.</param>
    /// <param name="Elapsed">Seconds.</param>
    /// <param name="Cpu">The server's, per second.</param>
    /// <param name="Memory">The most that the server had, in MiB.</param>
    /// <param name="WorstPublishDelay">Seconds.</param>
    internal sealed record Played(IReadOnlyList<Cue> Cues, double Elapsed, double Cpu, double Memory, double WorstPublishDelay);
}
