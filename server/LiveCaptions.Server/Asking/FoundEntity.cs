namespace LiveCaptions.Server.Asking;

/// <summary>Somebody or something that a session speaks of.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Kind"><c>person</c>, <c>organization</c>, <c>place</c>, <c>event</c>, <c>work</c>, <c>other</c>.</param>
/// <param name="Cues">Where, in order of time; at least one.</param>
public sealed record FoundEntity(string Text, string Kind, IReadOnlyList<CitedCue> Cues);
