namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="HandshakeCost"/> found.</summary>
public sealed record HandshakeFigures : IBenchFigures
{
    public required int Count { get; init; }

    /// <summary>On this machine, which does both ends of each.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Processor time of both ends of one.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Processor time of the server's end of one.</summary>
    public required double ServerCpuSeconds { get; init; }

    public required double ServerPerSecondAndCore { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("handshakes", PerSecond, "per s", $"with both ends on this machine ({Count} in all)"),
        FigureRow.Number("", CpuSeconds * 1000, "ms CPU", FormattableString.Invariant(
            $"for both ends; {ServerCpuSeconds * 1000:F1} ms for the server's")),
        FigureRow.Number("", ServerPerSecondAndCore, "per s", "would take one core of a server"),
    ];
}
