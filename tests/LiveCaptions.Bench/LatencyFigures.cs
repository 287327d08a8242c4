namespace LiveCaptions.Bench;

/// <summary>What <see cref="LatencyBench"/> found. Times in seconds.</summary>
public sealed record LatencyFigures : IBenchFigures
{
    public required double AudioSeconds { get; init; }

    public required Distribution? StableWord { get; init; }

    /// <summary>Of the cues that end an utterance.</summary>
    public required Distribution? UtteranceFinal { get; init; }

    /// <summary>Of all cues.</summary>
    public required Distribution? Final { get; init; }

    public required Distribution? FirstShown { get; init; }

    public required Distribution? BeyondStatedLatency { get; init; }

    public required int FinalWords { get; init; }

    public required int ErasedWords { get; init; }

    /// <summary>Erased words per final word.</summary>
    public required double Erasure { get; init; }

    /// <summary>Of server, publisher and viewer together.</summary>
    public required double CpuSecondsPerAudioSecond { get; init; }

    public required double WorstPublishDelay { get; init; }

    public required WordErrorRate LiveWer { get; init; }

    public required WordErrorRate TranscribeWer { get; init; }

    /// <summary>Live WER by that of transcribe; null where transcribe made no error.</summary>
    public required double? WerRatio { get; init; }

    /// <summary>Words in which live finals and transcribe differ, letter for letter.</summary>
    public required int WordsUnlikeTranscribe { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", AudioSeconds, "s", "spoken in real time, joined by pauses"),
        FigureRow.Seconds("stable word", StableWord, "from a word's end to when it was shown and not changed any more"),
        FigureRow.Seconds("final", UtteranceFinal, "from the last word's end to the final cue, cues that end an utterance"),
        FigureRow.Seconds("final, all cues", Final, "the same for every cue: one that is full waits for its words to be settled"),
        FigureRow.Seconds("first shown", FirstShown, "from an utterance's start to the first thing shown of it"),
        FigureRow.Percent("erasure", Erasure, $"{ErasedWords} words taken back or replaced, {FinalWords} final"),
        FigureRow.Number("CPU", CpuSecondsPerAudioSecond, "s per audio s", "of the whole process, with publisher and viewer"),
        FigureRow.Errors("WER, live", LiveWer),
        FigureRow.Errors("WER, transcribe", TranscribeWer),
        FigureRow.Number("live/transcribe", WerRatio ?? 1, "", $"{WordsUnlikeTranscribe} words differ"),
        FigureRow.Seconds("beyond latency", BeyondStatedLatency, "how much later a final came than its own latency field says"),
        FigureRow.Number("publisher late", WorstPublishDelay, "s", "at most; figures of a publisher that was late say little"),
    ];
}
