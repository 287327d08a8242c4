namespace LiveCaptions.Captions.Cues;

/// <summary>A place in a session that somebody wants to find again.</summary>
/// <param name="At">Seconds from the session's first sample.</param>
/// <param name="Text">What it is about; null where nobody said.</param>
public sealed record Mark(string Id, double At, string? Text);
