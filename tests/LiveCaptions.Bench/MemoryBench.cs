using LiveCaptions.Clients;

namespace LiveCaptions.Bench;

/// <summary>
/// Looks at the memory of a server in a process of its own: (1) while nobody speaks, (2) with live streams in real time, (3) through a long
/// session and (4) through many short ones, both published as fast as the server takes them.
/// </summary>
internal sealed class MemoryBench(ServerChild server, IReadOnlyList<BenchClip> clips, TimeProvider time, TextWriter progress)
{
    /// <summary>Nobody is refused, and audio may be far ahead of its time.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Ingest:MaxAheadSeconds"] = "86400",
        ["Sessions:MaxStreams"] = $"{BenchServer.NoLimit}",
    };

    private const double Gap = 0.8;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);
    private static readonly int[] StreamCounts = [1, 4, 8];

    public async Task<MemoryFigures> RunAsync(TimeSpan length, int sessions, TimeSpan live, CancellationToken cancellationToken)
    {
        // (1)
        var ready = server.Resident;
        await Task.Delay(Idle, time, cancellationToken);
        var idle = server.Resident;

        // (2)
        var programme = await Programme.JoinAsync(clips, Gap, cancellationToken);
        var streams = new List<MemoryOfStreams>();
        foreach (var count in live > TimeSpan.Zero ? StreamCounts : [])
        {
            await progress.WriteLineAsync($"{count} live streams for {live.TotalSeconds:0} s");
            var seen = await WatchAsync(SpeakAsync(programme, count, live, cancellationToken));
            streams.Add(MemoryOfStreams.Of(count, idle, seen));
        }

        // (3)
        await progress.WriteLineAsync($"A session of {length.TotalHours:0.##} hours");
        var start = time.GetTimestamp();
        var resident = await WatchAsync(PublishAsync(Repeat(programme.Samples, length), cancellationToken));
        var took = time.GetElapsedTime(start);
        await Task.Delay(Idle, time, cancellationToken);
        var before = server.Resident;

        // (4)
        await progress.WriteLineAsync($"{sessions} short sessions");
        var opened = new List<double>();
        var clip = await Programme.JoinAsync([clips[0]], Gap, cancellationToken);
        for (var session = 0; session < sessions; session++)
        {
            await PublishAsync(clip.Samples, cancellationToken);
            opened.Add(server.Resident);
        }

        return new MemoryFigures
        {
            Ready = ready,
            Idle = idle,
            Streams = streams,
            Hours = length.TotalHours,
            Speed = Math.Round(length / took, 1),
            LongSession = Drift.Of(resident),
            Sessions = sessions,
            BeforeSessions = before,
            ShortSessions = opened.Count > 0 ? Drift.Of(opened) : null,
        };
    }

    private async Task SpeakAsync(Programme programme, int count, TimeSpan length, CancellationToken cancellationToken)
    {
        var samples = Repeat(programme.Samples, length);
        var streams = new List<LiveStream>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var session = await server.CreateSessionAsync(cancellationToken);
                streams.Add(
                    await LiveStream.OpenAsync(session, server.Http, new Programme(samples, programme.Text), time, cancellationToken)
                    ?? throw new InvalidOperationException("The server is full."));
            }

            await Task.WhenAll(streams.Select(stream => stream.PlayAsync(spoken: null, cancellationToken)));
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    private async Task PublishAsync(short[] samples, CancellationToken cancellationToken)
    {
        var session = await server.CreateSessionAsync(cancellationToken);
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server is full.");
        await publisher.SpeakAsync(samples, cancellationToken, paced: false);
        await publisher.UntilClosedAsync();
    }

    private async Task<List<double>> WatchAsync(Task work)
    {
        var seen = new List<double> { server.Resident };
        using var timer = new PeriodicTimer(Period, time);
        while (!work.IsCompleted && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            seen.Add(server.Resident);
        }

        await work;
        return seen;
    }

    private static short[] Repeat(short[] samples, TimeSpan length)
    {
        var all = new short[(int)Speech.AudioFormat.ToSamples(length.TotalSeconds)];
        for (var at = 0; at < all.Length; at += samples.Length)
        {
            samples.AsSpan(0, Math.Min(samples.Length, all.Length - at)).CopyTo(all.AsSpan(at));
        }

        return all;
    }
}
