using System.Globalization;

namespace LiveCaptions.Bench;

/// <summary>What <see cref="AccuracyBench"/> found.</summary>
public sealed record AccuracyFigures : IBenchFigures
{
    /// <summary>What the clips sound like; null where they were taken as they are and nothing else was asked for.</summary>
    public string? Condition { get; init; }

    public required int Clips { get; init; }

    public required double AudioSeconds { get; init; }

    public required WordErrorRate Wer { get; init; }

    public required double CpuSecondsPerAudioSecond { get; init; }

    public required double ElapsedSeconds { get; init; }

    /// <summary>By name, of the clips whose speaker the manifest names.</summary>
    public required IReadOnlyList<SpeakerErrors> Speakers { get; init; }

    /// <summary>Those with the highest share of errors, worst first.</summary>
    public required IReadOnlyList<ClipErrors> Worst { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", AudioSeconds, "s", $"{Clips} clips"),
        FigureRow.Errors("WER", Wer),
        new("", "", "with a simple normaliser of its own: figures of other scorers differ a little"),
        FigureRow.Number("CPU", CpuSecondsPerAudioSecond, "s per audio s", "of the whole process: reading, voice activity, recognition"),
        FigureRow.Number("speed", AudioSeconds / ElapsedSeconds, "x real time", $"{Environment.ProcessorCount} clips at once"),
        .. Worst.Select((clip, index) => new FigureRow(
            index == 0 ? "worst" : "", string.Create(CultureInfo.InvariantCulture, $"{clip.Errors} of {clip.Words} words"), clip.Id)),
    ];
}
