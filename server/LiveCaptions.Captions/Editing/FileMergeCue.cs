using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <summary>What of a caption file becomes a cue. Times in seconds.</summary>
/// <param name="Speaker">The name; null where nobody is named.</param>
public sealed record FileMergeCue(double Start, double End, string Text, IReadOnlyList<CueWord>? Words, string? Speaker);
