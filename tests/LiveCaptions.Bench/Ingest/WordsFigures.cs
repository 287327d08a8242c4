namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="IngestWords"/> found.</summary>
public sealed record WordsFigures : IBenchFigures
{
    public required double AudioSeconds { get; init; }

    public required IReadOnlyList<WordsPathFigures> Paths { get; init; }

    public IEnumerable<FigureRow> ToRows() => Paths.SelectMany(path => (FigureRow[])
    [
        FigureRow.Errors($"words: {path.Path}", path.Wer),
        FigureRow.Number("", path.WordsUnlikeTranscribe, "words", FormattableString.Invariant(
            $"are not those of transcribe, {AudioSeconds:F0} s of audio")),
    ]);
}
