namespace LiveCaptions.Bench.Changes;

/// <summary>What <c>bench changes</c> found. Memory is resident sets in MiB.</summary>
public sealed record ChangesFigures : IBenchFigures
{
    public required double Hours { get; init; }

    /// <summary>Of channels or rate.</summary>
    public required int Changes { get; init; }

    public required int Gaps { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>In hours, as the output says.</summary>
    public required double Duration { get; init; }

    /// <summary>Seconds by which first and last words of clips are away from where they are in the clip alone.</summary>
    public required Distribution? Offset { get; init; }

    /// <summary>Such words that are not there.</summary>
    public required int Missing { get; init; }

    /// <summary>Of <c>transcribe</c>, at most.</summary>
    public required double Resident { get; init; }

    /// <inheritdoc cref="Files.FilesFigures.Growth"/>
    public required double? Growth { get; init; }

    /// <summary>Of its ffmpeg, at most.</summary>
    public required double FfmpegPeak { get; init; }

    public IEnumerable<FigureRow> ToRows()
    {
        yield return FigureRow.Number(
            "length", Duration, "h", $"of {Hours:0.##}, with {Changes} changes of format and {Gaps} gaps, in {Seconds:0} s");
        yield return FigureRow.Milliseconds("words off", Offset, "first and last words of each clip, against the clip alone");
        yield return FigureRow.Number("missing", Missing, "words", "of those");
        yield return FigureRow.Number("memory", Resident, "MiB", "transcribe, at most");
        yield return FigureRow.Number("ffmpeg", FfmpegPeak, "MiB", "at most");
        if (Growth is { } growth)
        {
            yield return FigureRow.Percent("growth", growth, "peak of the last third above that of the first");
        }
    }
}
