namespace LiveCaptions.Speech.Recognition;

/// <summary>How one speaker's stretch of a final is said.</summary>
/// <param name="Start">Of its first word, in samples from the track's start.</param>
/// <param name="End">Of its last word.</param>
/// <param name="Speaker">Number of who says it; null where nobody is sure, or asks.</param>
/// <param name="Own">Of this stretch alone: voice and words.</param>
/// <param name="Smoothed">Together with what the same speaker said just before.</param>
/// <param name="Label">Null where nobody is sure.</param>
public sealed record EmotionTurn(long Start, long End, int? Speaker, EmotionReading Own, EmotionReading Smoothed, EmotionLabel? Label)
{
    /// <summary>How sure the label is, 0 to 1; 0 without one.</summary>
    public float Confidence => Label is { } label ? Smoothed.Scores[(int)label] : 0;
}
