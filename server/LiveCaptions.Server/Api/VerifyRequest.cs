namespace LiveCaptions.Server.Api;

/// <summary>Whose voice is to be compared with a profile.</summary>
public sealed record VerifyRequest(string? SessionId, string? SpeakerId);
