namespace LiveCaptions.Bench.Doors;

/// <summary>Words that were told, and when.</summary>
/// <param name="At">Timestamp of the time provider.</param>
internal sealed record ArrivedText(string Text, bool IsFinal, long At);
