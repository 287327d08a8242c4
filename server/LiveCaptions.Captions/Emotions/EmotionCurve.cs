namespace LiveCaptions.Captions.Emotions;

/// <summary>One speaker's points, in order of time.</summary>
/// <param name="Speaker">Id; null for those that nobody is sure whose they are.</param>
public sealed record EmotionCurve(string? Speaker, IReadOnlyList<EmotionPoint> Points);
