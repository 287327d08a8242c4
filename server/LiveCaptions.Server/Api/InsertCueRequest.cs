namespace LiveCaptions.Server.Api;

/// <param name="Text">What the cue should say; line breaks count as spaces.</param>
/// <param name="Start">Seconds from the session's first sample.</param>
/// <param name="End">Seconds.</param>
/// <param name="Speaker">Id of one of the session's speakers; left out for nobody.</param>
/// <param name="Language">BCP 47; left out for the session's.</param>
public sealed record InsertCueRequest(string? Text, double? Start, double? End, string? Speaker = null, string? Language = null);
