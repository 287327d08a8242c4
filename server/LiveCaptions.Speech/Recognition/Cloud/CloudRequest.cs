namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>What a connection is asked for.</summary>
/// <param name="Language">BCP 47; null leaves it to the provider.</param>
/// <param name="Keyterms">The most wanted first.</param>
internal sealed record CloudRequest(string? Language, IReadOnlyList<string> Keyterms, bool Interims);
