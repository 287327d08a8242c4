using System.Globalization;

namespace LiveCaptions.Bench;

/// <summary>How far word times are from where words are. Seconds, and shares of the matched words.</summary>
/// <param name="Clips">Where the word was looked for.</param>
/// <param name="Matched">Where it was found.</param>
/// <param name="Median">Of the errors' sizes, as <paramref name="P90"/>.</param>
/// <param name="Bias">Mean of the errors with their signs: positive is late.</param>
public sealed record TimingErrors(int Clips, int Matched, double Median, double P90, double Within100Ms, double Within200Ms, double Bias)
{
    /// <param name="errors">Seconds; null where a word was not found.</param>
    /// <returns>Null where none was found.</returns>
    public static TimingErrors? Of(IReadOnlyCollection<double?> errors)
    {
        var found = errors.OfType<double>().ToList();
        var sizes = found.Select(Math.Abs).Order().ToArray();
        return found.Count == 0
            ? null
            : new TimingErrors(
                errors.Count, found.Count, Distribution.Percentile(sizes, 0.5), Distribution.Percentile(sizes, 0.9),
                Share(sizes, 0.1), Share(sizes, 0.2), Math.Round(found.Average(), 3));
    }

    public static FigureRow ToRow(string name, TimingErrors? errors, string meaning) => new(
        name,
        errors is null
            ? "-"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"median {errors.Median * 1000:F0}  p90 {errors.P90 * 1000:F0}  bias {errors.Bias * 1000:+0;-0;0} ms, "
                + $"{errors.Within100Ms * 100:F0} % ≤ 100 ms, {errors.Within200Ms * 100:F0} % ≤ 200 ms"),
        errors is null ? meaning : $"{meaning}, {errors.Matched} of {errors.Clips} found");

    private static double Share(double[] sizes, double limit) => Math.Round(sizes.Count(size => size <= limit) / (double)sizes.Length, 4);
}
