using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Sessions.Editing;

/// <param name="Before">As it is stored; null where it is new.</param>
/// <param name="After">What it says then; seq, revision and instant are given to it when it is stored.</param>
internal sealed record EditedFinal(Cue? Before, Cue After);
