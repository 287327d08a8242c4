namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>A word as a provider gives it.</summary>
/// <param name="Start">Seconds from the first sample of the connection.</param>
/// <param name="Speaker">The provider's number of who says it; null where it tells none.</param>
internal sealed record CloudWord(string Text, double Start, double End, double Confidence, int? Speaker = null)
{
    /// <summary>Whether it was said anywhere between its times, which are those of the stretch that it stands in.</summary>
    public bool IsSomewhere { get; init; }
}
