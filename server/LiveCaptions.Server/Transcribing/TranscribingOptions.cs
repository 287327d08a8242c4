using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Transcribing;

/// <summary>What is asked of the recognition of a track that is all there.</summary>
public sealed record TranscribingOptions
{
    /// <summary>The engine's own name of it; null lets the engine choose.</summary>
    public string? Language { get; init; }

    /// <summary>What may be spoken where no <see cref="Language"/> is named, BCP 47; empty for anything.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public RecognitionQuality Quality { get; init; } = RecognitionQuality.Best;

    /// <summary>Feeds the audio no faster than it plays, and recognises it as it would live.</summary>
    public bool RealTime { get; init; }

    /// <summary>Whether others, who wait for what they said, go first.</summary>
    public bool Background { get; init; }

    /// <summary>Whether to tell how it is said.</summary>
    public bool Emotion { get; init; }

    /// <summary>Whether to tell music.</summary>
    public bool Sounds { get; init; }

    /// <summary>Names and jargon to expect.</summary>
    public IReadOnlyList<string> Keyterms { get; init; } = [];

    /// <summary>How words are to be written in the end; null leaves them as they are.</summary>
    public TranscriptFormatter? Formatter { get; init; }
}
