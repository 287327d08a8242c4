namespace LiveCaptions.Server.Exports;

/// <summary>
/// Moves start times as little as possible (least squares) so that each is at least a duration before the next: isotonic regression
/// by pooling adjacent violators, in linear time.
/// </summary>
internal static class SpacedStarts
{
    /// <param name="wanted">Start times asked for.</param>
    /// <param name="durations">Least time from each start to the next, and from the last to <paramref name="end"/>.</param>
    /// <param name="end">Where the last duration ends at the latest; the starts run past it only when the durations are longer in all.</param>
    /// <returns>Starts from 0 on.</returns>
    public static long[] Fit(ReadOnlySpan<long> wanted, ReadOnlySpan<long> durations, long end)
    {
        // With the durations before it taken off, a start must only not go back.
        var pools = new Stack<(double Sum, int Count)>();
        var before = 0L;
        for (var i = 0; i < wanted.Length; i++)
        {
            var pool = (Sum: (double)(wanted[i] - before), Count: 1);
            before += durations[i];
            while (pools.TryPeek(out var last) && last.Sum / last.Count >= pool.Sum / pool.Count)
            {
                pools.Pop();
                pool = (pool.Sum + last.Sum, pool.Count + last.Count);
            }

            pools.Push(pool);
        }

        var latest = Math.Max(0, end - before);
        var starts = new long[wanted.Length];
        var at = 0;
        before = 0;
        foreach (var (sum, count) in pools.Reverse())
        {
            var level = Math.Clamp((long)Math.Round(sum / count), 0, latest);
            for (var stop = at + count; at < stop; at++)
            {
                starts[at] = level + before;
                before += durations[at];
            }
        }

        return starts;
    }
}
