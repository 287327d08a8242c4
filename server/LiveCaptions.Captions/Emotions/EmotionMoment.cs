namespace LiveCaptions.Captions.Emotions;

/// <summary>A moment worth looking at.</summary>
/// <param name="Start">Seconds from the session's first sample.</param>
/// <param name="Arousal">At its end.</param>
/// <param name="Valence">At its end.</param>
public sealed record EmotionMoment(EmotionMomentKind Kind, string? Speaker, double Start, double End, double Arousal, double Valence);
