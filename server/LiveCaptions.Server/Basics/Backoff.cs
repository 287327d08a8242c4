namespace LiveCaptions.Server.Basics;

/// <summary>
/// How long to wait before trying again: twice as long each time up to 30 s, shortened by up to a half so that many do not come at once.
/// </summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="failures">1 behind the first.</param>
    /// <param name="first">The longest wait behind the first failure.</param>
    /// <param name="random">From 0, which shortens nothing, to 1.</param>
    /// <param name="longest">In the place of 30 s.</param>
    public static TimeSpan After(int failures, TimeSpan first, double random, TimeSpan? longest = null)
    {
        var wait = Math.Min((longest ?? Longest).Ticks, first.Ticks << Math.Min(failures - 1, 10));
        return TimeSpan.FromTicks(wait) * (1 - (random / 2));
    }
}
