using System.Globalization;

namespace LiveCaptions.Bench;

/// <summary>What so many streams at once were like. Times in seconds, over all streams.</summary>
public sealed record StreamsStep
{
    public required int Streams { get; init; }

    public required Distribution? StableWord { get; init; }

    public required Distribution? UtteranceFinal { get; init; }

    /// <summary>The most that any stream was behind.</summary>
    public required double LagMax { get; init; }

    public required WordErrorRate Wer { get; init; }

    /// <summary>Words in which the finals differ from those of live runs without load, letter for letter.</summary>
    public required int WordsUnlikeUnloaded { get; init; }

    /// <summary>Of server, publishers and viewers together, per second of audio of one stream.</summary>
    public required double CpuSecondsPerAudioSecond { get; init; }

    public required double WorstPublishDelay { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Seconds($"{Streams} streams", StableWord, "stable word: from its end to when it was shown and not changed any more"),
        FigureRow.Seconds("", UtteranceFinal, "final: from the last word's end to the cue that ends an utterance"),
        FigureRow.Errors("", Wer),
        FigureRow.Number("", WordsUnlikeUnloaded, "words", "of the finals are not those of a run without load"),
        FigureRow.Number("", CpuSecondsPerAudioSecond, "s CPU per audio s", string.Create(
            CultureInfo.InvariantCulture, $"lag at most {LagMax:F2} s, publishers late by at most {WorstPublishDelay:F2} s")),
    ];
}
