using LiveCaptions.Clients.WebRtc;

namespace LiveCaptions.Bench.Ingest;

/// <summary>Publishes packets as an encoder does, each when its last sample is spoken, through a network that loses and delays.</summary>
internal sealed class RtpSpeaker(RtcLink link, NetworkModel network, TimeProvider time)
{
    private const uint Ssrc = 1;

    private readonly Random _loss = new(2);
    private byte[]?[] _sent = [];

    /// <summary>When the first sample is spoken.</summary>
    public DateTimeOffset Start { get; private set; }

    /// <summary>Seconds that the latest packet was behind its time.</summary>
    public double WorstDelay { get; private set; }

    /// <summary>Speaks all of them, and meanwhile sends again what is asked for, where that was agreed.</summary>
    /// <param name="start">When the first sample is spoken; now where it is not given.</param>
    public async Task SpeakAsync(IReadOnlyList<byte[]> packets, CancellationToken cancellationToken, DateTimeOffset? start = null)
    {
        Start = start ?? time.GetUtcNow();
        _sent = new byte[packets.Count][];
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var repeating = RepeatAsync(done.Token);
        await SendAsync(packets, cancellationToken);
        await done.CancelAsync();
        await repeating;
    }

    private async Task SendAsync(IReadOnlyList<byte[]> packets, CancellationToken cancellationToken)
    {
        var (origin, ahead) = (time.GetTimestamp(), Start - time.GetUtcNow());
        foreach (var (at, packet, isLost) in network.Plan(packets.Count))
        {
            await WaitUntilAsync(origin, ahead + at, cancellationToken);
            _sent[packet] = link.Protect((ushort)packet, (uint)packet * SpeechPackets.Ticks, Ssrc, packets[packet]).ToArray();
            if (!isLost)
            {
                link.SendRaw(_sent[packet]);
            }
        }
    }

    private async Task WaitUntilAsync(long origin, TimeSpan at, CancellationToken cancellationToken)
    {
        var early = at - time.GetElapsedTime(origin);
        if (early > TimeSpan.Zero)
        {
            // Timers leave fractions of a millisecond away, and nothing is sent before it was spoken.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(early.TotalMilliseconds)), time, cancellationToken);
        }

        WorstDelay = Math.Max(WorstDelay, (time.GetElapsedTime(origin) - at).TotalSeconds);
    }

    private async Task RepeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var number in link.Nacks.Reader.ReadAllAsync(cancellationToken))
            {
                if (number < _sent.Length && _sent[number] is { } packet && _loss.NextDouble() >= network.Loss)
                {
                    link.SendRaw(packet);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // All is said.
        }
    }
}
