using LiveCaptions.Bench.Ingest;
using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Rtmp;

/// <summary>Many publishers at once, one of which stalls amid a frame: what each takes, and whether the others notice.</summary>
/// <param name="server">Recognises nothing, so that only the transport is measured.</param>
internal sealed class RtmpCost(BenchServer server, TimeProvider time)
{
    // Until all children have started.
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(5);

    // Seldom: looking takes time of the processor, too.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    // What a started frame looks like that does not go on.
    private static readonly byte[] Stall = [0x04, 0, 0, 0, 0, 1, 0, 8, 1, 0, 0, 0, 0xAF, 1];

    /// <param name="samples">What all of them say.</param>
    public async Task<RtmpCostFigures> RunAsync(int streams, short[] samples, CancellationToken cancellationToken)
    {
        var tags = await FlvFile.EncodeAsync(samples, cancellationToken);
        var before = ProcessState.Settled();
        using var peak = new PeakWatch(time, LookAgain);
        using var stalled = await StallAsync(tags, cancellationToken);
        var publishers = new List<(RtmpSpeaker Speaker, AudioTrack Track)>();
        for (var i = 1; i < streams; i++)
        {
            publishers.Add(await ConnectAsync(cancellationToken));
        }

        var speaking = Task.WhenAll(publishers.Select(publisher => publisher.Speaker.SpeakAsync(tags, cancellationToken)));
        await Task.Delay(Start, time, cancellationToken);

        // Looking at all children takes a while: it is no part of what is measured.
        var (first, use) = (ChildrenUse.Now(), new CpuUse(time));
        var length = TimeSpan.FromSeconds(AudioFormat.ToSeconds(samples.Length)) - Start - TimeSpan.FromSeconds(2);
        await Task.Delay(length, time, cancellationToken);
        var (own, elapsed, last, state) = (use.CpuSeconds, use.Elapsed, ChildrenUse.Now(), ProcessState.Now());
        await speaking;
        return new RtmpCostFigures(
            streams,
            ChildCpu: Math.Round((last.CpuSeconds - first.CpuSeconds) / elapsed / streams, 5),
            ServerCpu: Math.Round(own / elapsed / streams, 5),
            last.Memory,
            last.OwnMemory,
            ServerMemory: Math.Round((state.Memory - before.Memory) / streams, 2),
            Math.Max(peak.Highest.Threads, state.Threads),
            Distribution.Of(publishers.SelectMany(DelaysOf)),
            Math.Round(publishers.Max(publisher => publisher.Speaker.WorstDelay), 3));

        // The child's start is told apart.
        IReadOnlyList<double> DelaysOf((RtmpSpeaker Speaker, AudioTrack Track) publisher) => RecordingDelay.Of(
            publisher.Track, time.GetUtcNow() - time.GetElapsedTime(publisher.Speaker.Start),
            from: Start.TotalSeconds, AudioFormat.ToSeconds(samples.Length));
    }

    private async Task<(RtmpSpeaker Speaker, AudioTrack Track)> ConnectAsync(CancellationToken cancellationToken)
    {
        var session = await server.MakeSessionAsync(cancellationToken);
        var speaker = await RtmpSpeaker.ConnectAsync(session, time, cancellationToken);
        return (speaker, server.TrackOf(session));
    }

    private async Task<RtmpClient> StallAsync(IReadOnlyList<FlvTag> tags, CancellationToken cancellationToken)
    {
        var session = await server.MakeSessionAsync(cancellationToken);
        var client = await RtmpClient.PublishAsync(session.Ingest.Rtmp!, cancellationToken);
        foreach (var tag in tags.Take(10))
        {
            await client.SendAudioAsync(tag.Timestamp, tag.Body, cancellationToken);
        }

        await client.SendRawAsync(Stall, cancellationToken);
        return client;
    }
}
