namespace LiveCaptions.Server.Api;

/// <param name="At">Seconds from the session's first sample, between two words: where the second part begins.</param>
public sealed record SplitCueRequest(double? At);
