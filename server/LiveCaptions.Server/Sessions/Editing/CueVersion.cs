namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>A cue as somebody has it before them.</summary>
/// <param name="Revision">Null where they change it whatever it is by now.</param>
public sealed record CueVersion(string Id, int? Revision = null);
