namespace LiveCaptions.Captions.Cues;

/// <summary>A word of a cue, in seconds.</summary>
public sealed record CueWord(string Text, double Start, double End, double Confidence)
{
    /// <summary>How it was spoken, where it is written otherwise (see docs/formatting.md).</summary>
    public string? Raw { get; init; }
}
