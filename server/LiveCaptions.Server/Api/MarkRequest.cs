namespace LiveCaptions.Server.Api;

/// <param name="At">Seconds from the session's first sample; left out while it goes on: now, where its sound is.</param>
/// <param name="Text">What the mark is about, up to 100 characters; may be left out.</param>
public sealed record MarkRequest(double? At = null, string? Text = null);
