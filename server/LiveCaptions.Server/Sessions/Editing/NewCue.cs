namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>A cue that a person makes. Times in seconds.</summary>
/// <param name="Text">Cleaned.</param>
/// <param name="Speaker">Id of a speaker of the session; null for nobody.</param>
/// <param name="Language">BCP 47; null for the session's.</param>
public sealed record NewCue(string Text, double Start, double End, string? Speaker = null, string? Language = null);
