namespace LiveCaptions.Captions.Emotions;

/// <summary>
/// Finds the moments in one speaker's curve. They are made of arousal, which is heard best: valence goes up and down by half
/// its range in calm reading, too.
/// </summary>
internal static class EmotionMoments
{
    /// <summary>A step in arousal between two utterances that is sudden: calm reading makes steps of half as much all the time.</summary>
    private const double Sudden = 0.8;

    /// <summary>Arousal above which somebody is excited at all.</summary>
    private const double Excited = 0;

    /// <summary>Seconds between two utterances up to which they have to do with each other.</summary>
    private const double Together = 30;

    /// <summary>Utterances, and arousal gained over them, that make an escalation.</summary>
    private const int EscalationUtterances = 3;
    private const double EscalationGain = 0.4;

    /// <summary>How far above the speaker's mean a peak is: in standard deviations, and at least.</summary>
    private const double PeakDeviations = 1.5;
    private const double PeakLeast = 0.3;

    /// <summary>With fewer utterances nobody knows what is usual.</summary>
    private const int LeastForPeak = 5;

    /// <returns>In no order.</returns>
    public static IEnumerable<EmotionMoment> In(EmotionCurve curve) => [.. SuddenChanges(curve), .. Escalations(curve), .. Peaks(curve)];

    private static IEnumerable<EmotionMoment> SuddenChanges(EmotionCurve curve) => curve.Points.Zip(curve.Points.Skip(1))
        .Where(pair => AreTogether(pair.First, pair.Second) && Math.Abs(pair.Second.Arousal - pair.First.Arousal) >= Sudden)
        .Select(pair => Moment(EmotionMomentKind.SuddenChange, pair.Second, pair.Second));

    private static IEnumerable<EmotionMoment> Escalations(EmotionCurve curve)
    {
        var points = curve.Points;
        for (var first = 0; first < points.Count;)
        {
            var last = first;
            while (last + 1 < points.Count && AreTogether(points[last], points[last + 1])
                && points[last + 1].Arousal > points[last].Arousal)
            {
                last++;
            }

            if (last - first + 1 >= EscalationUtterances && points[last].Arousal - points[first].Arousal >= EscalationGain
                && points[last] is { Arousal: > Excited, Valence: < 0 })
            {
                yield return Moment(EmotionMomentKind.Escalation, points[first], points[last]);
            }

            first = last + 1;
        }
    }

    private static IEnumerable<EmotionMoment> Peaks(EmotionCurve curve)
    {
        var points = curve.Points;
        if (points.Count < LeastForPeak)
        {
            return [];
        }

        var mean = points.Average(p => p.Arousal);
        var deviation = Math.Sqrt(points.Average(p => Math.Pow(p.Arousal - mean, 2)));
        var high = Math.Max(Excited, mean + Math.Max(PeakLeast, PeakDeviations * deviation));
        return points.Where((p, i) => p.Arousal >= high && IsTop(points, i)).Select(p => Moment(EmotionMomentKind.Peak, p, p));
    }

    /// <summary>Of several equally high ones in a row the first is the top.</summary>
    private static bool IsTop(IReadOnlyList<EmotionPoint> points, int index) =>
        (index == 0 || points[index - 1].Arousal < points[index].Arousal)
        && (index + 1 == points.Count || points[index + 1].Arousal <= points[index].Arousal);

    private static bool AreTogether(EmotionPoint before, EmotionPoint behind) => behind.Start - before.End <= Together;

    private static EmotionMoment Moment(EmotionMomentKind kind, EmotionPoint first, EmotionPoint last) =>
        new(kind, last.Speaker, first.Start, last.End, last.Arousal, last.Valence);
}
