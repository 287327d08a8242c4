using LiveCaptions.Clients;

namespace LiveCaptions.Bench;

/// <summary>Publishes as fast as the server takes it and looks at the process's memory meanwhile.</summary>
public sealed class MemoryBench(BenchServer server, IReadOnlyList<BenchClip> clips, TimeProvider time)
{
    private const double Gap = 0.8;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public async Task<MemoryFigures> RunAsync(TimeSpan length, int sessions, CancellationToken cancellationToken)
    {
        var programme = await Programme.JoinAsync(clips, Gap, cancellationToken);
        var start = time.GetTimestamp();
        var resident = await WatchAsync(PublishAsync(Repeat(programme.Samples, length), cancellationToken));
        var took = time.GetElapsedTime(start);
        var before = Resident();
        var opened = new List<double>();
        var clip = await Programme.JoinAsync([clips[0]], Gap, cancellationToken);
        for (var session = 0; session < sessions; session++)
        {
            await PublishAsync(clip.Samples, cancellationToken);
            opened.Add(Resident());
        }

        return new MemoryFigures
        {
            Hours = length.TotalHours,
            Speed = Math.Round(length / took, 1),
            LongSession = Drift.Of(resident),
            Sessions = sessions,
            BeforeSessions = before,
            ShortSessions = opened.Count > 0 ? Drift.Of(opened) : null,
        };
    }

    private async Task PublishAsync(short[] samples, CancellationToken cancellationToken)
    {
        var session = await server.CreateSessionAsync(cancellationToken) ?? throw new InvalidOperationException("The server is full.");
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server is full.");
        await publisher.SpeakAsync(samples, cancellationToken, paced: false);
        await publisher.UntilClosedAsync();
    }

    private async Task<List<double>> WatchAsync(Task work)
    {
        var seen = new List<double>();
        using var timer = new PeriodicTimer(Period, time);
        while (!work.IsCompleted && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            seen.Add(Resident());
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

    /// <summary>MiB.</summary>
    private static double Resident() => Math.Round(Environment.WorkingSet / 1024.0 / 1024, 1);
}
