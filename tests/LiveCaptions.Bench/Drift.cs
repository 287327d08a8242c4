namespace LiveCaptions.Bench;

/// <summary>Whether a series stays where it was: medians of its second and of its last fifth (the first is warm-up).</summary>
public sealed record Drift(double Early, double Late, double Max)
{
    public double Change => Math.Round((Late / Early) - 1, 4);

    public static Drift Of(IReadOnlyList<double> values)
    {
        var fifth = Math.Max(1, values.Count / 5);
        return new Drift(
            Median(values.Skip(Math.Min(fifth, values.Count - 1)).Take(fifth)),
            Median(values.Skip(values.Count - fifth)),
            values.Max());
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
