namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="IngestBench"/> found; null is what was not measured.</summary>
public sealed record IngestFigures : IBenchFigures
{
    public IReadOnlyList<ReceiveFigures>? Receive { get; init; }

    public UdpFigures? Udp { get; init; }

    public HandshakeFigures? Handshakes { get; init; }

    public GarbageFigures? Garbage { get; init; }

    public FirstAudioFigures? FirstAudio { get; init; }

    public PathFigures? PathLatency { get; init; }

    public WordsFigures? Words { get; init; }

    public CutFigures? Cut { get; init; }

    public StormFigures? Storm { get; init; }

    public IEnumerable<FigureRow> ToRows()
    {
        IEnumerable<IBenchFigures?> all = [.. Receive ?? [], Udp, Handshakes, Garbage, FirstAudio, PathLatency, Words, Cut, Storm];
        return all.OfType<IBenchFigures>().SelectMany(figures => figures.ToRows());
    }
}
