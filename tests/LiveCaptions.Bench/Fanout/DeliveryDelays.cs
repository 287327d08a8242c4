namespace LiveCaptions.Bench.Fanout;

/// <summary>Milliseconds; the rare ones matter as well.</summary>
public sealed record DeliveryDelays(int Count, double P50, double P95, double P99, double Max)
{
    /// <returns>Null where nothing was measured.</returns>
    public static DeliveryDelays? Of(IEnumerable<float> milliseconds)
    {
        var sorted = milliseconds.Select(one => (double)one).ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0
            ? null
            : new DeliveryDelays(
                sorted.Length, Distribution.Percentile(sorted, 0.5), Distribution.Percentile(sorted, 0.95),
                Distribution.Percentile(sorted, 0.99), Distribution.Percentile(sorted, 1));
    }
}
