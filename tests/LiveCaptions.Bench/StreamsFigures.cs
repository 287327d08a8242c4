namespace LiveCaptions.Bench;

/// <summary>What <see cref="StreamsBench"/> found.</summary>
public sealed record StreamsFigures : IBenchFigures
{
    public required double AudioSecondsPerStream { get; init; }

    /// <summary>Of stable words, in seconds: up to here so many streams count as held.</summary>
    public required double P95Limit { get; init; }

    /// <summary>The most streams that were held; 0 when none of the tried.</summary>
    public required int Held { get; init; }

    public required IReadOnlyList<StreamsStep> Steps { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio per stream", AudioSecondsPerStream, "s", "spoken in real time, joined by pauses"),
        .. Steps.SelectMany(step => step.ToRows()),
        FigureRow.Number("held", Held, "streams", $"the most of those tried with stable words at p95 <= {P95Limit:F1} s"),
    ];
}
