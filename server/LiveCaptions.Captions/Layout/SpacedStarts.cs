namespace LiveCaptions.Captions.Layout;

/// <summary>
/// Moves start times as little as possible (least squares) so that each is at least a duration before the next: isotonic regression
/// by pooling adjacent violators, in linear time; then into their bounds.
/// </summary>
internal static class SpacedStarts
{
    /// <param name="wanted">Start times asked for.</param>
    /// <param name="durations">Least time from each start to the next, and from the last to <paramref name="end"/>.</param>
    /// <param name="earliest">Of each start.</param>
    /// <param name="latest">Of each start; exceeded where the durations leave no other way.</param>
    /// <param name="end">Where the last duration ends at the latest; the starts run past it where they may not be earlier.</param>
    public static long[] Fit(
        ReadOnlySpan<long> wanted, ReadOnlySpan<long> durations, ReadOnlySpan<long> earliest, ReadOnlySpan<long> latest, long end)
    {
        // With the durations before it taken off, a start must only not go back.
        var starts = new long[wanted.Length];
        var before = new long[wanted.Length + 1];
        for (var i = 0; i < wanted.Length; i++)
        {
            before[i + 1] = before[i] + durations[i];
        }

        Pool(wanted, before, starts);
        Bound(starts, earliest, latest, before, end - before[^1]);
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] += before[i];
        }

        return starts;
    }

    private static void Pool(ReadOnlySpan<long> wanted, ReadOnlySpan<long> before, Span<long> levels)
    {
        var pools = new Stack<(double Sum, int Count)>();
        for (var i = 0; i < wanted.Length; i++)
        {
            var pool = (Sum: (double)(wanted[i] - before[i]), Count: 1);
            while (pools.TryPeek(out var last) && last.Sum / last.Count >= pool.Sum / pool.Count)
            {
                pools.Pop();
                pool = (pool.Sum + last.Sum, pool.Count + last.Count);
            }

            pools.Push(pool);
        }

        var at = 0;
        foreach (var (sum, count) in pools.Reverse())
        {
            levels.Slice(at, count).Fill((long)Math.Round(sum / count));
            at += count;
        }
    }

    /// <summary>Bounds that do not go back either, so that what lies between them does not.</summary>
    private static void Bound(
        Span<long> levels, ReadOnlySpan<long> earliest, ReadOnlySpan<long> latest, ReadOnlySpan<long> before, long end)
    {
        var most = new long[levels.Length];
        for (var (i, high) = (levels.Length - 1, long.MaxValue); i >= 0; i--)
        {
            most[i] = high = Math.Min(high, latest[i] - before[i]);
        }

        for (var (i, low) = (0, long.MinValue); i < levels.Length; i++)
        {
            low = Math.Max(low, earliest[i] - before[i]);
            levels[i] = Math.Max(low, Math.Min(levels[i], Math.Min(most[i], Math.Max(low, end))));
        }
    }
}
