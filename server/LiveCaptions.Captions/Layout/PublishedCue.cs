using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Layout;

/// <summary>A cue as files show it.</summary>
/// <param name="Start">Milliseconds from the session's first sample: what files can express, so nothing is rounded later.</param>
/// <param name="End">Milliseconds.</param>
/// <param name="Lines">One or two.</param>
public sealed record PublishedCue(long Start, long End, IReadOnlyList<string> Lines, CueSpeaker? Speaker);
