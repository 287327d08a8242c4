namespace LiveCaptions.Server.Api;

/// <summary>Whose voice a profile shall be made of.</summary>
/// <param name="Name">As it is to be shown in later sessions.</param>
public sealed record ProfileRequest(string? Name, string? SessionId, string? SpeakerId);
