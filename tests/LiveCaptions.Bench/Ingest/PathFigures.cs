namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="PathLatency"/> found.</summary>
public sealed record PathFigures : IBenchFigures
{
    public required IReadOnlyList<PathDelay> Paths { get; init; }

    public IEnumerable<FigureRow> ToRows() => Paths.Select(path => FigureRow.Milliseconds(
        $"path: {path.Path}", path.Delay, FormattableString.Invariant(
            $"from spoken to recorded; {path.LostAudio:0.###} s lost, sender late by at most {path.WorstSendDelay * 1000:F0} ms")));
}
