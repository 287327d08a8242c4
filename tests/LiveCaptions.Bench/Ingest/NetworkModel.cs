namespace LiveCaptions.Bench.Ingest;

/// <summary>What a network does to packets; the same each time.</summary>
/// <param name="Loss">Share of packets that never arrive, each for itself.</param>
/// <param name="Jitter">Packets are late by anything up to this, so that they overtake each other.</param>
internal sealed record NetworkModel(double Loss = 0, TimeSpan Jitter = default)
{
    /// <summary>Which packet leaves when, counted from the moment when the first one's first sample is spoken.</summary>
    /// <remarks>The first one always arrives: where it belongs is where the recording begins.</remarks>
    public IReadOnlyList<PacketDeparture> Plan(int packets)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, packets)
            .Select(packet => new PacketDeparture(
                (packet + 1) * SpeechPackets.Length + random.NextDouble() * Jitter,
                packet, IsLost: random.NextDouble() < Loss && packet > 0))
            .OrderBy(departure => departure.At)];
    }
}
