namespace LiveCaptions.Server.Api;

/// <param name="Text">What the cue should say; line breaks count as spaces.</param>
public sealed record CorrectCueRequest(string? Text);
