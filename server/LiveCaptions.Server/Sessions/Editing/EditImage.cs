using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Sessions.Editing;

/// <param name="Cue">Null where there was none, or where it was deleted.</param>
internal sealed record EditImage(string Id, Cue? Cue);
