namespace LiveCaptions.Speech.Recognition;

/// <summary>How a stretch of speech sounds.</summary>
/// <param name="Arousal">From calm, −1, to excited, 1.</param>
/// <param name="Valence">From unpleasant, −1, to pleasant, 1.</param>
/// <param name="Scores">[<see cref="EmotionLabel"/>]: calibrated probabilities. What they lack to 1 is something that
/// captions have no label for.</param>
public sealed record EmotionReading(float Arousal, float Valence, float[] Scores)
{
    /// <summary>The likeliest label.</summary>
    internal EmotionLabel Top() => (EmotionLabel)Array.IndexOf(Scores, Scores.Max());

    /// <param name="readings">At least one, each with its weight.</param>
    internal static EmotionReading Mean(IReadOnlyList<(EmotionReading Reading, float Weight)> readings)
    {
        var total = readings.Sum(r => r.Weight);
        var scores = new float[readings[0].Reading.Scores.Length];
        foreach (var (reading, weight) in readings)
        {
            for (var label = 0; label < scores.Length; label++)
            {
                scores[label] += reading.Scores[label] * weight / total;
            }
        }

        return new EmotionReading(
            readings.Sum(r => r.Reading.Arousal * r.Weight) / total, readings.Sum(r => r.Reading.Valence * r.Weight) / total, scores);
    }
}
