namespace LiveCaptions.Bench.Correction;

/// <summary>What <c>bench correction</c> found. Times in seconds, from when the request was sent.</summary>
public sealed record CorrectionFigures : IBenchFigures
{
    /// <summary>Finals of the session.</summary>
    public required int Cues { get; init; }

    public required int Viewers { get; init; }

    /// <summary>Until a correction of one cue was answered, and so stored.</summary>
    public required Distribution? Stored { get; init; }

    /// <summary>Until the last viewer had it.</summary>
    public required Distribution? Seen { get; init; }

    /// <summary>CPU seconds of a correction, of server, person and viewers together.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>A word that is in every cue.</summary>
    public required CorrectionStep Replace { get; init; }

    public required CorrectionStep Undo { get; init; }

    public required CorrectionStep Redo { get; init; }

    public IEnumerable<FigureRow> ToRows()
    {
        yield return FigureRow.Milliseconds("stored", Stored, $"a correction of one of {Cues} cues, answered");
        yield return FigureRow.Milliseconds("seen", Seen, $"the same with the last of {Viewers} viewers");
        yield return FigureRow.Number("CPU", CpuSeconds * 1_000, "ms", "of a correction, server, person and viewers");
        yield return Row("replace", Replace);
        yield return Row("undo", Undo);
        yield return Row("redo", Redo);
    }

    private static FigureRow Row(string name, CorrectionStep step) =>
        FigureRow.Number(name, step.Answered, "s", FormattableString.Invariant(
            $"{step.Cues} cues, {step.CpuSeconds:0.###} CPU seconds; with the last viewer after {step.Seen:0.###} s"));
}
