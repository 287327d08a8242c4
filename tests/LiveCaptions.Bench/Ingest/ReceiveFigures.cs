namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="ReceiveCost"/> found for one SRTP profile.</summary>
public sealed record ReceiveFigures : IBenchFigures
{
    public required string Profile { get; init; }

    public required double AudioSeconds { get; init; }

    /// <summary>Share of one core that one stream takes.</summary>
    public required double CoreShare { get; init; }

    /// <summary>Of which for decrypting.</summary>
    public required double DecryptCoreShare { get; init; }

    public required double MicrosecondsPerPacket { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.SmallPercent($"receive, {Profile}", CoreShare, "of a core per stream: decrypt, jitter buffer, Opus to 16 kHz"),
        FigureRow.Number("", MicrosecondsPerPacket, "µs", FormattableString.Invariant(
            $"per packet; {DecryptCoreShare * 100:F4} % of a core is for decrypting")),
    ];
}
