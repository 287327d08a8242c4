namespace LiveCaptions.Server.Feed;

/// <summary>A speaker has another name now.</summary>
/// <param name="Confidence">How sure a voice profile is of it, 0 to 1; null where a person says so.</param>
public sealed record SpeakerMessage(string SessionId, long Seq, string Id, string Label, double? Confidence = null);
