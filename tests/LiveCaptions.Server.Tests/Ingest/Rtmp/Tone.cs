namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>Sound that is found again after encoding: where it is, not what it is.</summary>
internal static class Tone
{
    private const int Rate = 16_000;
    private const int Window = Rate / 100;
    private const int Loud = 1_000;
    private const int ShortestSilence = 5;

    /// <summary>So many seconds of 440 Hz.</summary>
    public static short[] Of(double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(i => (short)(8_000 * Math.Sin(2 * Math.PI * 440 * i / Rate)))];

    /// <summary>Where there is sound, in seconds; silence below 50 ms is none.</summary>
    public static List<Span> In(short[] samples)
    {
        var loud = samples.Chunk(Window).Select(window => window.Max(sample => Math.Abs((int)sample)) > Loud).ToList();
        var spans = new List<Span>();
        for (var i = 0; i < loud.Count; i++)
        {
            if (!loud[i])
            {
                continue;
            }

            var at = i * (double)Window / Rate;
            var end = at + ((double)Window / Rate);
            if (spans.Count > 0 && at - spans[^1].End < ShortestSilence * (double)Window / Rate)
            {
                spans[^1] = spans[^1] with { End = end };
            }
            else
            {
                spans.Add(new Span(at, end));
            }
        }

        return spans;
    }

    public static IEqualityComparer<Span> Within(double seconds) => EqualityComparer<Span>.Create(
        (a, b) => a is not null && b is not null && Math.Abs(a.Start - b.Start) <= seconds && Math.Abs(a.End - b.End) <= seconds);

    internal sealed record Span(double Start, double End);
}
