namespace LiveCaptions.Bench.Conditions;

/// <summary>The figures of <c>bench accuracy</c> in each condition.</summary>
public sealed record ConditionsFigures : IBenchFigures
{
    /// <summary>In the order in which they were tried.</summary>
    public required IReadOnlyList<AccuracyFigures> Conditions { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", Conditions[0].AudioSeconds, "s", $"{Conditions[0].Clips} clips in each condition"),
        new("", "", "word error rates, with a simple normaliser of its own: figures of other scorers differ a little"),
        .. Conditions.Select(one => FigureRow.Errors(one.Condition!, one.Wer)),
        FigureRow.Number(
            "CPU", Math.Round(Conditions.Average(one => one.CpuSecondsPerAudioSecond), 4),
            "s per audio s", "mean of the conditions, without making them"),
    ];
}
