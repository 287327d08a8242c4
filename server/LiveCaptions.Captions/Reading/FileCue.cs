namespace LiveCaptions.Captions.Reading;

/// <summary>A cue of a caption file.</summary>
/// <param name="Start">Milliseconds.</param>
/// <param name="End">Milliseconds, later than the start.</param>
/// <param name="Lines">One at least; cleaned, none is empty.</param>
/// <param name="Speaker">Name of who says it, where the format tells; null else.</param>
public sealed record FileCue(long Start, long End, IReadOnlyList<string> Lines, string? Speaker = null);
