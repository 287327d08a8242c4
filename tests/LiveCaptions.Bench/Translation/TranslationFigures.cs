namespace LiveCaptions.Bench.Translation;

/// <summary>What <see cref="TranslationBench"/> found. Times in seconds.</summary>
public sealed record TranslationFigures : IBenchFigures
{
    public required double AudioSeconds { get; init; }

    /// <summary>From a final to its translation, both as the viewer gets them.</summary>
    public required Distribution? Lag { get; init; }

    public required int Finals { get; init; }

    /// <summary>Finals whose translation was not there when the session was over: a job makes them then.</summary>
    public required int AfterTheEnd { get; init; }

    /// <summary>Of server, publisher and viewer together, without what translates.</summary>
    public required double CpuSecondsPerAudioSecond { get; init; }

    public required double WorstPublishDelay { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", AudioSeconds, "s", "spoken in real time, joined by pauses"),
        FigureRow.Seconds("lag", Lag, "from a final to its translation, at the viewer"),
        FigureRow.Number("finals", Finals, "", $"{AfterTheEnd} of them were translated after the end"),
        FigureRow.Number("CPU", CpuSecondsPerAudioSecond, "s per audio s", "of the whole process, without what translates"),
        FigureRow.Number("publisher late", WorstPublishDelay, "s", "at most; figures of a publisher that was late say little"),
    ];
}
