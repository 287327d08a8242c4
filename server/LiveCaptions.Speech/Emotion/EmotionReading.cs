namespace LiveCaptions.Speech.Emotion;

/// <summary>How a stretch of speech sounds, before its words and what was heard before are asked.</summary>
/// <param name="Arousal">From calm, −1, to excited, 1.</param>
/// <param name="Valence">From unpleasant, −1, to pleasant, 1.</param>
/// <param name="Scores">[<see cref="EmotionLabel"/>]: calibrated probabilities. What they lack to 1 is something that captions have no label for.</param>
public sealed record EmotionReading(float Arousal, float Valence, float[] Scores);
