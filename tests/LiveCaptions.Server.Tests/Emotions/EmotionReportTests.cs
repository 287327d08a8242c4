using LiveCaptions.Captions.Emotions;

namespace LiveCaptions.Server.Tests.Emotions;

public sealed class EmotionReportTests
{
    [Fact]
    public void Nothing_told_is_an_empty_report()
    {
        var report = EmotionReport.Of([]);
        Assert.Empty(report.Curves);
        Assert.Empty(report.Arcs);
        Assert.Empty(report.Moments);
    }

    [Fact]
    public void Curves_are_by_speaker_and_in_order_of_time()
    {
        var report = EmotionReport.Of([Point(20, 0, speaker: "s2"), Point(10, 0.1), Point(0, 0.2), Point(30, 0, speaker: null)]);
        Assert.Equal(["s1", "s2", null], report.Curves.Select(c => c.Speaker));
        Assert.Equal([0, 10], report.Curves[0].Points.Select(p => p.Start));
    }

    [Fact]
    public void Arc_weighs_by_time_and_leaves_the_extreme_tenths_out()
    {
        List<EmotionPoint> points = [.. Enumerable.Range(0, 21).Select(i => Point(i * 10, i == 0 ? -1 : i == 20 ? 1 : 0.1 * (i % 2)))];
        points.Add(Point(1000, 0.5, length: 42, label: "angry"));
        var arc = Assert.Single(EmotionReport.Of(points).Arcs);

        Assert.Equal((22, 84, 0.5), (arc.Utterances, arc.Seconds, arc.Labels["angry"]));
        Assert.Equal(((2 * ((10 * 0.1) - 1 + 1)) + (42 * 0.5)) / 84, arc.Arousal.Mean, 1e-3);
        Assert.Equal((0, 0.1), (arc.Arousal.Low, arc.Arousal.High));
    }

    [Fact]
    public void Trend_is_the_change_per_minute()
    {
        Assert.Equal(0.3, Arc([.. Enumerable.Range(0, 5).Select(i => Point(i * 20, 0.1 * i))]).Arousal.Trend, 1e-6);
        Assert.Equal(0, Arc([Point(0, 0), Point(60, 1)]).Arousal.Trend);
        Assert.Equal(0, Arc([Point(0, 0), Point(0, 1), Point(0, 0)]).Arousal.Trend);

        static EmotionArc Arc(IEnumerable<EmotionPoint> points) => Assert.Single(EmotionReport.Of(points).Arcs);
    }

    [Fact]
    public void Step_between_two_utterances_is_a_sudden_change_unless_time_lies_between_or_others_speak()
    {
        Assert.Equal([(EmotionMomentKind.SuddenChange, 5.0)], Moments(Point(0, 0), Point(5, 0.8)));
        Assert.Equal([(EmotionMomentKind.SuddenChange, 5.0)], Moments(Point(0, 0.3), Point(5, -0.6)));
        Assert.Empty(Moments(Point(0, 0, valence: 0.9), Point(5, 0.7, valence: -0.9)));
        Assert.Empty(Moments(Point(0, 0), Point(50, 0.9)));
        Assert.Empty(Moments(Point(0, 0), Point(5, 0.9, speaker: "s2")));
    }

    [Fact]
    public void Excitement_that_rises_and_is_unpleasant_is_an_escalation()
    {
        EmotionPoint[] rising = [Point(0, 0), Point(5, 0.2, valence: -0.2), Point(10, 0.45, valence: -0.4)];
        var escalation = Assert.Single(EmotionReport.Of(rising).Moments);
        Assert.Equal((EmotionMomentKind.Escalation, 0, 12), (escalation.Kind, escalation.Start, escalation.End));
        Assert.Empty(EmotionReport.Of(rising.Select(p => p with { Valence = 0.4 })).Moments);
        Assert.Empty(EmotionReport.Of(rising.Select(p => p with { Arousal = p.Arousal / 2 })).Moments);
        Assert.Empty(EmotionReport.Of(rising.Select(p => p with { Arousal = p.Arousal - 0.5 })).Moments);
        Assert.Empty(EmotionReport.Of(rising.Take(2)).Moments);
    }

    [Fact]
    public void Peak_is_far_above_the_speakers_usual()
    {
        var usual = Enumerable.Range(0, 9).Select(i => Point(i * 40, 0.02 * (i % 2)));
        var peak = Assert.Single(EmotionReport.Of([.. usual, Point(400, 0.7), Point(440, 0.01)]).Moments);
        Assert.Equal((EmotionMomentKind.Peak, 400), (peak.Kind, peak.Start));
        Assert.Empty(EmotionReport.Of([.. usual, Point(400, 0.2)]).Moments);
        Assert.Empty(EmotionReport.Of([.. usual.Append(Point(400, 0.7)).Select(p => p with { Arousal = p.Arousal - 0.75 })]).Moments);
    }

    private static (EmotionMomentKind, double)[] Moments(params EmotionPoint[] points) =>
        [.. EmotionReport.Of(points).Moments.Select(m => (m.Kind, m.Start))];

    private static EmotionPoint Point(
        double start, double arousal, double valence = 0, string? speaker = "s1", double length = 2, string? label = null) =>
        new(speaker, start, start + length, arousal, valence, label);
}
