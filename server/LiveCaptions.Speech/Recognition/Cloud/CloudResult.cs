namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>What a provider believes a stretch of sound says.</summary>
/// <param name="Start">Seconds from the first sample of the connection.</param>
/// <param name="End">Where the stretch ends: of a final, all before it is final.</param>
/// <param name="Language">BCP 47; null where the provider tells none.</param>
internal sealed record CloudResult(bool IsFinal, double Start, double End, IReadOnlyList<CloudWord> Words, string? Language = null)
{
    /// <summary>Of a final: whether nobody speaks behind it.</summary>
    public bool EndsSpeech { get; init; }
}
