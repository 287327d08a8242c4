namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>A step of editing that was done, taken back, or done again.</summary>
/// <param name="Kind">What it did: <c>correct</c>, <c>split</c>, <c>merge</c>, <c>insert</c>, <c>delete</c>,
/// <c>replace</c>, <c>captions</c>, <c>speakers</c>, <c>translate</c>.</param>
/// <param name="Cues">Finals that it changed, made or deleted.</param>
public sealed record EditResult(string Kind, int Cues);
