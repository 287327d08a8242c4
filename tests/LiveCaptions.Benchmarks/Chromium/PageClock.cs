namespace LiveCaptions.Benchmarks.Chromium;

/// <summary>When a page posted its offer and played its file.</summary>
internal sealed record PageClock
{
    /// <summary>Milliseconds since 1970; 0 when it did not.</summary>
    public double Posted { get; init; }

    /// <summary>Seconds of the audio context at which the file began.</summary>
    public double Start { get; init; }

    /// <summary>About one for each second.</summary>
    public IReadOnlyList<PageTick> Ticks { get; init; } = [];

    public DateTimeOffset PostedAt => Instant(Posted);

    /// <summary>When the file's sound at so many seconds was played.</summary>
    public DateTimeOffset PlayedAt(double seconds)
    {
        var at = Start + seconds;
        var tick = Ticks.FirstOrDefault(tick => tick.At >= at) ?? Ticks[^1];
        return Instant(tick.Zero + (at * 1000));
    }

    private static DateTimeOffset Instant(double milliseconds) => DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds);
}
