namespace LiveCaptions.Bench;

/// <summary>What <see cref="NoiseBench"/> found.</summary>
public sealed record NoiseFigures : IBenchFigures
{
    /// <summary>With the digital silence and the white noise.</summary>
    public required int Clips { get; init; }

    public required double AudioSeconds { get; init; }

    public required int ClipsWithWords { get; init; }

    /// <summary>In interims, live finals and transcribe together.</summary>
    public required int Words { get; init; }

    public required double LiveCpuSecondsPerAudioSecond { get; init; }

    public required double TranscribeCpuSecondsPerAudioSecond { get; init; }

    /// <summary>Those with words, most words first.</summary>
    public required IReadOnlyList<NoiseClip> Worst { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", AudioSeconds, "s", $"{Clips} clips in which nobody speaks"),
        FigureRow.Number("clips with words", ClipsWithWords, "", "interim or final"),
        FigureRow.Number("words", Words, "", "in interims, live finals and transcribe together"),
        FigureRow.Number("CPU, live", LiveCpuSecondsPerAudioSecond, "s per audio s", "of the whole process"),
        FigureRow.Number("CPU, transcribe", TranscribeCpuSecondsPerAudioSecond, "s per audio s", "of the whole process"),
        .. Worst.Select((clip, index) => new FigureRow(
            index == 0 ? "which" : "", $"{clip.InterimWords} interim, {clip.FinalWords} final, {clip.TranscribeWords} transcribe",
            $"{clip.Id}: {clip.Text}")),
    ];
}
