using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <param name="Before">The session's cue whose place is taken; null where there is none.</param>
/// <param name="New">What stands there; null where nothing does.</param>
public sealed record FileMergeChange(Cue? Before, FileMergeCue? New);
