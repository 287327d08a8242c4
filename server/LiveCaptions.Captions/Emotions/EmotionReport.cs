namespace LiveCaptions.Captions.Emotions;

/// <summary>How a session is said, speaker by speaker in the order in which they begin.</summary>
/// <param name="Moments">In order of time.</param>
public sealed record EmotionReport(IReadOnlyList<EmotionCurve> Curves, IReadOnlyList<EmotionArc> Arcs, IReadOnlyList<EmotionMoment> Moments)
{
    /// <param name="points">Of all speakers, in any order.</param>
    public static EmotionReport Of(IEnumerable<EmotionPoint> points)
    {
        var curves = points.OrderBy(p => p.Start).GroupBy(p => p.Speaker, StringComparer.Ordinal)
            .Select(g => new EmotionCurve(g.Key, [.. g])).ToList();
        return new EmotionReport(
            curves, curves.ConvertAll(EmotionArc.Of), [.. curves.SelectMany(EmotionMoments.In).OrderBy(m => m.Start).ThenBy(m => m.Kind)]);
    }
}
