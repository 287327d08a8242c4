namespace LiveCaptions.Server.Live;

/// <summary>A speaker has another name now.</summary>
public sealed record SpeakerMessage(string SessionId, long Seq, string Id, string Label);
