namespace LiveCaptions.Bench.Ingest;

/// <summary>What <see cref="Ingest.FirstAudio"/> found.</summary>
public sealed record FirstAudioFigures : IBenchFigures
{
    /// <summary>Seconds from the POST to the first samples in the recording.</summary>
    public required Distribution FirstAudio { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
        [FigureRow.Milliseconds("first audio", FirstAudio, "from the WHIP POST to the first samples in the recording")];
}
