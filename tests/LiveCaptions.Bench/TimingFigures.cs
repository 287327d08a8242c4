namespace LiveCaptions.Bench;

/// <summary>What <see cref="TimingBench"/> found.</summary>
public sealed record TimingFigures : IBenchFigures
{
    public required int Clips { get; init; }

    public required double AudioSeconds { get; init; }

    /// <summary>Of each clip's first word.</summary>
    public required TimingErrors? Start { get; init; }

    /// <summary>Of each clip's last word.</summary>
    public required TimingErrors? End { get; init; }

    /// <summary>As <see cref="Start"/>, of clips whose onset is beyond doubt.</summary>
    public required TimingErrors? SureStart { get; init; }

    /// <summary>As <see cref="End"/>, of clips whose end is beyond doubt.</summary>
    public required TimingErrors? SureEnd { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", AudioSeconds, "s", $"{Clips} clips, cut to their speech and joined"),
        TimingErrors.ToRow("start", Start, "first words"),
        TimingErrors.ToRow("start, sure", SureStart, "where a stricter threshold agrees"),
        TimingErrors.ToRow("end", End, "last words"),
        TimingErrors.ToRow("end, sure", SureEnd, "where a stricter threshold agrees"),
    ];
}
