namespace LiveCaptions.Server.Sessions.Editing;

/// <param name="Replaced">How often something was found; for replacements of the session, cues in which.</param>
/// <param name="Cues">Finals that have another text now, or are deleted because nothing was left of them.</param>
public sealed record ReplaceResult(int Replaced, int Cues);
