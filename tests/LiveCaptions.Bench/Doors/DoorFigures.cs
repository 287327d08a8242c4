namespace LiveCaptions.Bench.Doors;

/// <summary>
/// What <see cref="DoorBench"/> found. Seconds by which Deepgram's door told the same words later than the hub;
/// less than nothing where sooner.
/// </summary>
public sealed record DoorFigures : IBenchFigures
{
    public required double AudioSeconds { get; init; }

    /// <summary>Of finals.</summary>
    public required Distribution? FinalBehindHub { get; init; }

    /// <summary>Of interims that both tell in the same words: those of a single cue.</summary>
    public required Distribution? InterimBehindHub { get; init; }

    /// <summary>Finals that only one of both told.</summary>
    public required int Unmatched { get; init; }

    public required double WorstPublishDelay { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", AudioSeconds, "s", "spoken in real time, joined by pauses"),
        FigureRow.Milliseconds("final", FinalBehindHub, $"later than by the hub, {FinalBehindHub?.Count ?? 0} finals"),
        FigureRow.Milliseconds("interim", InterimBehindHub, $"the same, {InterimBehindHub?.Count ?? 0} interims"),
        FigureRow.Number("unmatched", Unmatched, "", "finals that only one of both told"),
        FigureRow.Number("publisher late", WorstPublishDelay, "s", "at most; figures of a publisher that was late say little"),
    ];
}
