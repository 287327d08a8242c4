namespace LiveCaptions.Speech.Recognition;

/// <summary>A word with its times, in samples from the track's start.</summary>
/// <param name="Text">As shown, with its punctuation and casing; no spaces.</param>
/// <param name="Confidence">0 to 1: the geometric mean of its tokens' probabilities.</param>
public sealed record Word(string Text, long Start, long End, float Confidence)
{
    /// <summary>
    /// How it was spoken, where it is written otherwise: words with a space between, and what was taken out beside it. Empty for a word
    /// that is written besides the one before it. Null where nothing was changed, and of what is redacted.
    /// </summary>
    public string? Raw { get; init; }

    /// <summary>Who says it; null while that is not sure, and where nobody asks.</summary>
    public SpeakerLabel? Speaker { get; init; }
}
