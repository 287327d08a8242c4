using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>Finals that a change came to, as they are now.</summary>
public sealed record CueList(IReadOnlyList<Cue> Cues);
