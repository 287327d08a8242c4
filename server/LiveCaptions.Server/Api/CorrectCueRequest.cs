namespace LiveCaptions.Server.Api;

/// <summary>What is left out stays.</summary>
/// <param name="Text">What the cue should say; line breaks count as spaces.</param>
/// <param name="Start">Seconds from the session's first sample.</param>
/// <param name="End">Seconds.</param>
/// <param name="Speaker">Id of one of the session's speakers; empty for nobody.</param>
public sealed record CorrectCueRequest(string? Text = null, double? Start = null, double? End = null, string? Speaker = null);
