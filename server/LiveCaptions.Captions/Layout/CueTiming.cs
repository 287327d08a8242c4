namespace LiveCaptions.Captions.Layout;

/// <summary>
/// When cues are shown. A cue starts with its first word and stays until it can be read; where speech is too fast for that,
/// it and its neighbours start a little early or late, as little as possible in all (least squares), and never far from their speech
/// (<see cref="StartBounds"/>): rather they are shown faster.
/// </summary>
internal static class CueTiming
{
    /// <summary>After this many rounds what is still uncomfortable stays so; each round settles whole rows of cues.</summary>
    private const int MaxRounds = 12;

    /// <param name="cues">First word's start and last word's end in milliseconds, and columns shown, in order of start.</param>
    /// <returns>Start and end of each cue: apart by a legal gap, long enough for the highest reading speed where there is room.</returns>
    public static (long Start, long End)[] Place(IReadOnlyList<(long Start, long End, int Columns)> cues, PublishingLimits limits)
    {
        var wanted = cues.Select(c => c.Start).ToArray();
        var bounds = StartBounds.Of(cues, limits);
        var durations =
            cues.Select((c, i) => bounds.Least[i] < limits.Least(c.Columns) ? bounds.Least[i] : limits.Comfortable(c.Columns)).ToArray();
        var starts = Fit();
        for (var round = 0; round < MaxRounds && Relax(starts, wanted, durations, bounds.Least, limits); round++)
        {
            starts = Fit();
        }

        if (starts.Index().Any(start => start.Item > bounds.Latest[start.Index]))
        {
            durations = bounds.Least;
            starts = Fit();
        }

        var times = new (long, long)[cues.Count];
        for (var i = 0; i < times.Length; i++)
        {
            var end = i + 1 < starts.Length ? EndBefore(starts[i + 1], starts[i], cues[i], limits) : LastEnd(starts[i], cues[i], limits);
            times[i] = (starts[i], end);
        }

        return times;

        long[] Fit() => SpacedStarts.Fit(wanted, durations, bounds.Earliest, bounds.Latest, limits.MediaEnd);
    }

    /// <summary>
    /// Rows of touching cues that comfort would push too far from their speech, or past the media's end, get the shortest durations
    /// there may be.
    /// </summary>
    /// <returns>Whether a duration changed.</returns>
    private static bool Relax(long[] starts, long[] wanted, long[] durations, long[] least, PublishingLimits limits)
    {
        var changed = false;
        for (var first = 0; first < starts.Length;)
        {
            var end = first + 1;
            while (end < starts.Length && starts[end] == starts[end - 1] + durations[end - 1])
            {
                end++;
            }

            var row = Enumerable.Range(first, end - first);
            if (starts[end - 1] + durations[end - 1] > limits.MediaEnd
                || row.Any(i => Math.Abs(starts[i] - wanted[i]) > limits.StartTolerance))
            {
                foreach (var i in row)
                {
                    changed |= least[i] < durations[i];
                    durations[i] = least[i];
                }
            }

            first = end;
        }

        return changed;
    }

    private static long EndBefore(long next, long start, (long Start, long End, int Columns) cue, PublishingLimits limits)
    {
        var end = Unbounded(start, cue, limits);
        if (next - end >= limits.CloseGapsBelow)
        {
            return end;
        }

        // Close to the next cue: leave the smallest gap, or none where this one needs the time.
        var apart = next - limits.MinGap;
        if (apart - start >= limits.Comfortable(cue.Columns))
        {
            return Math.Min(apart, start + limits.MaxDuration);
        }

        return next;
    }

    private static long LastEnd(long start, (long Start, long End, int Columns) cue, PublishingLimits limits) =>
        Math.Max(start + limits.Least(cue.Columns), Math.Min(Unbounded(start, cue, limits), limits.MediaEnd));

    private static long Unbounded(long start, (long Start, long End, int Columns) cue, PublishingLimits limits) =>
        Math.Min(start + limits.MaxDuration, Math.Max(cue.End + limits.Linger, start + limits.Comfortable(cue.Columns)));
}
