namespace LiveCaptions.Captions.Layout;

/// <summary>How early and how late each cue of a row may start, and the shortest durations that keep to that. In milliseconds.</summary>
internal sealed class StartBounds
{
    /// <summary>After so many rounds what still does not fit gets no more time than its speech takes.</summary>
    private const int MaxRounds = 8;

    private StartBounds(long[] earliest, long[] latest, long[] least) => (Earliest, Latest, Least) = (earliest, latest, least);

    public long[] Earliest { get; }

    public long[] Latest { get; }

    /// <summary>From each start to the next: time to read the cue, or less where the bounds leave less.</summary>
    public long[] Least { get; }

    /// <param name="cues">First word's start and last word's end, and columns shown, in order of start.</param>
    public static StartBounds Of(IReadOnlyList<(long Start, long End, int Columns)> cues, PublishingLimits limits)
    {
        // No cue starts when its last word is over. What is said at once, as far as one can hear, may take a moment longer.
        var latest =
            cues.Select(cue => cue.Start + Math.Min(limits.MaxShift, Math.Max(limits.StartTolerance, cue.End - cue.Start))).ToArray();
        for (var i = latest.Length - 2; i >= 0; i--)
        {
            latest[i] = Math.Min(latest[i], latest[i + 1] - 1);
        }

        for (var i = 0; i < latest.Length; i++)
        {
            latest[i] = Math.Max(latest[i], i == 0 ? 0 : latest[i - 1] + 1);
        }

        var wanted = cues.Select(cue => cue.Start).ToArray();
        var earliest = cues.Select((cue, i) => Math.Clamp(cue.Start - limits.MaxShift, 0, latest[i])).ToArray();
        var least = cues.Select(cue => limits.Least(cue.Columns)).ToArray();
        for (var round = 0; Squeeze(wanted, earliest, latest, least); round++)
        {
            if (round == MaxRounds)
            {
                for (var i = 0; i + 1 < least.Length; i++)
                {
                    least[i] = Math.Min(least[i], latest[i + 1] - latest[i]);
                }
            }
        }

        return new StartBounds(earliest, latest, least);
    }

    /// <summary>
    /// Shortens, all alike, what is too long together from one cue that starts as early as it may to one that cannot start late enough:
    /// as nothing would make that readable, it moves nothing else either, and has just the time that it is said in.
    /// </summary>
    /// <returns>Whether there was such a row.</returns>
    private static bool Squeeze(long[] wanted, long[] earliest, long[] latest, long[] least)
    {
        var found = false;
        var (first, at) = (0, earliest.Length > 0 ? earliest[0] : 0);
        for (var i = 1; i < earliest.Length; i++)
        {
            at += least[i - 1];
            if (at > latest[i])
            {
                var room = Math.Max(wanted[i] - wanted[first], i - first);
                Shorten(least.AsSpan(first..i), room);
                (first, at) = (i, Math.Clamp(earliest[first] + room, earliest[i], latest[i]));
                found = true;
            }
            else if (at <= earliest[i])
            {
                (first, at) = (i, earliest[i]);
            }
        }

        return found;
    }

    /// <param name="room">What they are to be together; no less than a millisecond each.</param>
    private static void Shorten(Span<long> durations, long room)
    {
        var whole = 0L;
        foreach (var duration in durations)
        {
            whole += duration;
        }

        var (before, placed) = (0L, 0L);
        for (var i = 0; i < durations.Length; i++)
        {
            before += durations[i];
            var end = Math.Clamp((long)((double)before * room / whole), placed + 1, room - (durations.Length - 1 - i));
            (durations[i], placed) = (Math.Min(durations[i], end - placed), end);
        }
    }
}
