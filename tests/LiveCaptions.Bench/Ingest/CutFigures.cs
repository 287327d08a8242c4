namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="NetworkCut"/> found.</summary>
public sealed record CutFigures : IBenchFigures
{
    public required double CutSeconds { get; init; }

    /// <summary>Whether the session, its track and its recording went on.</summary>
    public required bool SameSession { get; init; }

    /// <summary>Seconds by which the recording was late before the cut: what the encoder delays.</summary>
    public required double TimeErrorBefore { get; init; }

    /// <summary>Seconds by which the recording is late (negative: early) after the return.</summary>
    public required double TimeErrorAfter { get; init; }

    /// <summary>How like the recording after the return is to what was said: near 0 the time error says nothing.</summary>
    public required double LikenessAfter { get; init; }

    /// <summary>Seconds of the session's audio.</summary>
    public required double Duration { get; init; }

    /// <summary>Seconds that the session says were lost.</summary>
    public required double LostAudio { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number($"cut of {CutSeconds:0.#} s", TimeErrorAfter * 1000, "ms", FormattableString.Invariant(
            $"time error after the return ({TimeErrorBefore * 1000:0.#} ms before the cut; likeness {LikenessAfter:F2})")),
        FigureRow.Number("", LostAudio, "s", FormattableString.Invariant(
            $"lost of {Duration:F1} s; {(SameSession ? "the session went on" : "THE SESSION DID NOT GO ON")}")),
    ];
}
