namespace LiveCaptions.Server.Sessions;

/// <summary>Somebody who speaks in a session.</summary>
/// <param name="Id">Unique in its session.</param>
/// <param name="Label">As shown.</param>
/// <param name="Confidence">How sure a voice profile is of the label, 0 to 1; null where the label is not a profile's.</param>
public sealed record SessionSpeaker(string Id, string Label, double? Confidence = null);
