namespace LiveCaptions.Captions.Metadata;

/// <summary>A moment worth looking at.</summary>
/// <param name="Start">Seconds from the session's first sample.</param>
/// <param name="Text">What is said then, or what is heard.</param>
public sealed record Highlight(HighlightKind Kind, double Start, double End, string Text);
