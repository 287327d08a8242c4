namespace LiveCaptions.Bench.Rtmp;

/// <summary>What <see cref="RtmpBench"/> found.</summary>
public sealed record RtmpFigures : IBenchFigures
{
    public required double AudioSeconds { get; init; }

    public required WordErrorRate TranscribeWer { get; init; }

    public required IReadOnlyList<RtmpPathFigures> Paths { get; init; }

    public required RtmpCostFigures Cost { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", AudioSeconds, "s", "spoken in real time by both ways at once"),
        FigureRow.Errors("WER, transcribe", TranscribeWer),
        .. Paths.SelectMany(path => (FigureRow[])
        [
            FigureRow.Errors($"WER, {path.Path}", path.Wer),
            FigureRow.Number("", path.WordsUnlikeTranscribe, "words", "are not those of transcribe"),
            FigureRow.Milliseconds("recorded", path.Recorded, FormattableString.Invariant(
                $"from spoken to recorded; sender late by at most {path.WorstSendDelay * 1000:F0} ms")),
            FigureRow.Seconds("stable word", path.StableWord, "from a word's end to when it was shown and not changed any more"),
            FigureRow.Seconds("first shown", path.FirstShown, "from an utterance's start to the first thing shown of it"),
        ]),
        FigureRow.Number(
            "publishers at once", Cost.Streams, "", FormattableString.Invariant($"one of them stalled; {Cost.Threads} threads at most")),
        FigureRow.Milliseconds("recorded", Cost.Recorded, FormattableString.Invariant(
            $"the others; sender late by at most {Cost.WorstSendDelay * 1000:F0} ms")),
        FigureRow.Percent("ffmpeg CPU", Cost.ChildCpu, "of a core per publisher"),
        FigureRow.Percent("server CPU", Cost.ServerCpu, "of a core per publisher, the publishing client included"),
        FigureRow.Number("ffmpeg memory", Cost.ChildMemory, "MiB", FormattableString.Invariant(
            $"per publisher; {Cost.ChildOwnMemory:0.#} with shared pages shared out")),
        FigureRow.Number("server memory", Cost.ServerMemory, "MiB", "per publisher, the publishing client included"),
    ];
}
