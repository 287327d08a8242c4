namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>What of a cue is to be otherwise; null stays. Times in seconds.</summary>
/// <param name="Text">Cleaned.</param>
/// <param name="Speaker">Id of a speaker of the session; empty for nobody.</param>
public sealed record CueChange(string? Text = null, double? Start = null, double? End = null, string? Speaker = null);
