namespace LiveCaptions.Server.Api;

/// <param name="Label">The speaker's name as it is to be shown.</param>
public sealed record RenameSpeakerRequest(string? Label);
