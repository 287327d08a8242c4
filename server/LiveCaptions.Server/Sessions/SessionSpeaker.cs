namespace LiveCaptions.Server.Sessions;

/// <summary>Somebody who speaks in a session.</summary>
/// <param name="Id">Unique in its session.</param>
/// <param name="Label">As shown.</param>
public sealed record SessionSpeaker(string Id, string Label);
