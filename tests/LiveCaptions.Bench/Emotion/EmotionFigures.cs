namespace LiveCaptions.Bench.Emotion;

/// <summary>What <see cref="EmotionBench"/> found.</summary>
public sealed record EmotionFigures : IBenchFigures
{
    /// <summary>Score from which on the engine calls a label sure.</summary>
    public required float SureFrom { get; init; }

    /// <summary>Per corpus.</summary>
    public required IReadOnlyList<EmotionGroup> Groups { get; init; }

    /// <summary>Null where there was no such recording.</summary>
    public required CalmFigures? Calm { get; init; }

    /// <summary>Of recognition with emotions heard.</summary>
    public required double CpuSecondsPerAudioSecond { get; init; }

    /// <summary>Of recognition by an engine that was loaded without.</summary>
    public required double CpuSecondsPerAudioSecondWithout { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        .. Groups.SelectMany(group => group.ToRows()),
        .. Calm is null ? Array.Empty<FigureRow>() : [Calm.ToRow()],
        FigureRow.Number("sure from", SureFrom, "", "score of a label"),
        FigureRow.Number("CPU", CpuSecondsPerAudioSecond, "s per audio s", "of recognition with emotions heard"),
        FigureRow.Number("CPU, without", CpuSecondsPerAudioSecondWithout, "s per audio s", "of the same by an engine loaded without"),
    ];
}
