using LiveCaptions.Clients.WebRtc;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// How long it takes from the POST until the first samples are recorded, when a publisher sends from the moment it is connected.
/// </summary>
internal sealed class FirstAudio(BenchPublishers publishers, TimeProvider time)
{
    private const int Packets = 10;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="times">Measured one after the other, after one that is not counted.</param>
    public async Task<FirstAudioFigures> RunAsync(int times, IReadOnlyList<byte[]> packets, CancellationToken cancellationToken)
    {
        var seconds = new List<double>();
        for (var i = 0; i <= times; i++)
        {
            seconds.Add(await MeasureAsync(packets, cancellationToken));
        }

        return new FirstAudioFigures { FirstAudio = Distribution.Of(seconds.Skip(1))! };
    }

    private async Task<double> MeasureAsync(IReadOnlyList<byte[]> packets, CancellationToken cancellationToken)
    {
        var session = await publishers.CreateSessionAsync(cancellationToken);
        var post = time.GetUtcNow();
        var client = await publishers.ConnectAsync(session, nack: false, cancellationToken);
        try
        {
            var speaking = SpeakAsync(client.Link, packets, cancellationToken);
            var track = publishers.TrackOf(session);
            var asked = time.GetTimestamp();
            while (track.ReceivedAt(1) is null && time.GetElapsedTime(asked) < Patience)
            {
                await Task.Delay(LookAgain, time, cancellationToken);
            }

            await speaking;
            return track.ReceivedAt(1) is { } first
                ? (first - post).TotalSeconds
                : throw new InvalidOperationException("A publisher's audio did not arrive.");
        }
        finally
        {
            await BenchPublishers.LeaveAsync(client);
        }
    }

    // What is already spoken when it connects waits for nothing.
    private async Task SpeakAsync(RtcLink link, IReadOnlyList<byte[]> packets, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Math.Min(Packets, packets.Count); i++)
        {
            link.SendRtp((ushort)i, (uint)i * SpeechPackets.Ticks, ssrc: 1, packets[i]);
            await Task.Delay(SpeechPackets.Length, time, cancellationToken);
        }
    }
}
