namespace LiveCaptions.Server.Api;

/// <summary>Whether a speaker is the one of a profile.</summary>
/// <param name="Confidence">How likely it is the same voice, 0 to 1.</param>
/// <param name="Score">Cosine of the two mean voices, −1 to 1.</param>
public sealed record Verification(bool Match, double Confidence, double Score);
