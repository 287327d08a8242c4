namespace LiveCaptions.Captions.Emotions;

/// <summary>One speaker's session in a few numbers.</summary>
/// <param name="Speaker">Id; null for what nobody is sure whose it is.</param>
/// <param name="Utterances">Stretches of speech.</param>
/// <param name="Seconds">Their time.</param>
/// <param name="Labels">Share of that time that each label has; what is missing to 1 has none.</param>
public sealed record EmotionArc(
    string? Speaker, int Utterances, double Seconds, EmotionRange Arousal, EmotionRange Valence, IReadOnlyDictionary<string, double> Labels)
{
    public static EmotionArc Of(EmotionCurve curve)
    {
        var seconds = curve.Points.Sum(p => p.End - p.Start);
        var labels = curve.Points.Where(p => p.Label is not null).GroupBy(p => p.Label!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => seconds == 0 ? 0 : Math.Round(g.Sum(p => p.End - p.Start) / seconds, 3), StringComparer.Ordinal);
        return new EmotionArc(
            curve.Speaker, curve.Points.Count, Math.Round(seconds, 3),
            EmotionRange.Of(curve.Points, p => p.Arousal), EmotionRange.Of(curve.Points, p => p.Valence), labels);
    }
}
