namespace LiveCaptions.Server.Storage;

/// <summary>How a speaker's stretch of an utterance is said, as it is stored. Whose it is tell the voices that are heard in it.</summary>
public sealed class EmotionRow
{
    public long Id { get; init; }

    public required string SessionId { get; init; }

    public required int Track { get; init; }

    /// <summary>In samples from the track's first.</summary>
    public required long Start { get; init; }

    public required long End { get; init; }

    public required double Arousal { get; init; }

    public required double Valence { get; init; }

    /// <summary>As cues have it; null where nobody is sure.</summary>
    public string? Label { get; init; }
}
