namespace LiveCaptions.Captions.Quality;

/// <summary>Many measurements of one thing, in their own unit.</summary>
public sealed record Distribution(int Count, double P50, double P95, double Max)
{
    /// <returns>Null where nothing was measured.</returns>
    public static Distribution? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0
            ? null
            : new Distribution(sorted.Length, Percentile(sorted, 0.5), Percentile(sorted, 0.95), Round(sorted[^1]));
    }

    /// <summary>Linear between the two nearest ranks, rounded to thousandths.</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Percentile(double[] sorted, double share)
    {
        var rank = share * (sorted.Length - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return Round(sorted[below] + ((rank - below) * (sorted[above] - sorted[below])));
    }

    private static double Round(double value) => Math.Round(value, 3);
}
