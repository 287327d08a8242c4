namespace LiveCaptions.Captions.Emotions;

/// <summary>How arousal, or valence, goes over a session. −1 to 1.</summary>
/// <param name="Mean">Over the time spoken.</param>
/// <param name="Low">A tenth of the utterances are no higher.</param>
/// <param name="High">A tenth of the utterances are no lower.</param>
/// <param name="Trend">Change per minute: the slope of the straight line that fits best. 0 where there are fewer
/// than three utterances.</param>
public sealed record EmotionRange(double Mean, double Low, double High, double Trend)
{
    private const int LeastForTrend = 3;

    /// <param name="points">At least one, in order of time.</param>
    public static EmotionRange Of(IReadOnlyList<EmotionPoint> points, Func<EmotionPoint, double> value)
    {
        var weights = points.Select(p => Math.Max(0.001, p.End - p.Start)).ToList();
        var mean = points.Select((p, i) => value(p) * weights[i]).Sum() / weights.Sum();
        var sorted = points.Select(value).Order().ToList();
        var tenth = (sorted.Count - 1) / 10;
        return new EmotionRange(Math.Round(mean, 3), sorted[tenth], sorted[^(tenth + 1)], Math.Round(Slope(points, value) * 60, 3));
    }

    private static double Slope(IReadOnlyList<EmotionPoint> points, Func<EmotionPoint, double> value)
    {
        var (time, level) = (points.Average(p => p.Start), points.Average(value));
        var spread = points.Sum(p => Math.Pow(p.Start - time, 2));
        return points.Count < LeastForTrend || spread == 0 ? 0 : points.Sum(p => (p.Start - time) * (value(p) - level)) / spread;
    }
}
