namespace LiveCaptions.Server.Live.Sinks;

/// <summary>How long to wait before trying again: doubles from half a second to 30 s, a little different each time.</summary>
internal static class SinkBackoff
{
    private const double FirstSeconds = 0.5;
    private const double LongestSeconds = 30;

    /// <param name="attempt">1 behind the first failure.</param>
    public static TimeSpan After(int attempt, double random) =>
        TimeSpan.FromSeconds(Math.Min(LongestSeconds, FirstSeconds * Math.Pow(2, Math.Min(attempt - 1, 10))) * (0.75 + (0.25 * random)));
}
