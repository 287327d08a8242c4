namespace LiveCaptions.Bench.Align;

/// <summary>What <see cref="AlignBench"/> found.</summary>
public sealed record AlignFigures : IBenchFigures
{
    public required int Clips { get; init; }

    /// <summary>Texts that were given to the aligner.</summary>
    public required int Stretches { get; init; }

    public required double AudioSeconds { get; init; }

    /// <summary>Processor seconds.</summary>
    public required double CpuPerAudioSecond { get; init; }

    /// <summary>Stretches whose true text was said not to fit; their words count with evenly spread times.</summary>
    public required int Refused { get; init; }

    /// <summary>Stretches of which the next one's text was said to fit.</summary>
    public required int ForeignTaken { get; init; }

    /// <summary>Of each clip's first word.</summary>
    public required TimingErrors? Start { get; init; }

    /// <summary>Of each clip's last word.</summary>
    public required TimingErrors? End { get; init; }

    /// <summary>As <see cref="Start"/>, of clips whose onset is beyond doubt.</summary>
    public required TimingErrors? SureStart { get; init; }

    /// <summary>As <see cref="End"/>, of clips whose end is beyond doubt.</summary>
    public required TimingErrors? SureEnd { get; init; }

    /// <summary>As <see cref="Start"/>, were words spread evenly over their stretch.</summary>
    public required TimingErrors? SpreadStart { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", AudioSeconds, "s", $"{Clips} clips in {Stretches} stretches"),
        FigureRow.Number("processor", CpuPerAudioSecond, "s/s", "per second of audio"),
        TimingErrors.ToRow("start", Start, "first words"),
        TimingErrors.ToRow("start, sure", SureStart, "where a stricter threshold agrees"),
        TimingErrors.ToRow("end", End, "last words"),
        TimingErrors.ToRow("end, sure", SureEnd, "where a stricter threshold agrees"),
        TimingErrors.ToRow("start, spread", SpreadStart, "had nobody looked"),
        FigureRow.Number("refused", Refused, "stretches", "their own text does not fit"),
        FigureRow.Number("foreign taken", ForeignTaken, "stretches", "the next one's text fits"),
    ];
}
