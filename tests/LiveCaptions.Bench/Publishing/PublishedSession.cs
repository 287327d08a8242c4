namespace LiveCaptions.Bench.Publishing;

/// <summary>A session of one voice, live and published.</summary>
/// <param name="Seconds">From its end to when its transcript for publishing was there.</param>
/// <param name="CpuSeconds">In that time.</param>
/// <param name="Transcribe">What <c>transcribe --quality best</c> makes of it.</param>
public sealed record PublishedSession(
    string Voice, double AudioSeconds, double Seconds, double CpuSeconds,
    WordErrorRate Live, WordErrorRate Publishing, WordErrorRate Transcribe)
{
    /// <summary>How much more of the words are wrong than live; below 0 where fewer are.</summary>
    public double WorseThanLive => Live.Errors == 0 ? Publishing.Errors : Math.Round(((double)Publishing.Errors / Live.Errors) - 1, 3);
}
