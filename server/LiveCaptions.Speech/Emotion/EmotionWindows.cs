namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// Windows of 3 s that overlap by half a second: long enough to hear how something is said, short enough for it to stay the same.
/// </summary>
internal static class EmotionWindows
{
    private const long Length = 3 * AudioFormat.SampleRate;
    private const long Hop = Length - (AudioFormat.SampleRate / 2);

    /// <summary>
    /// Over [<paramref name="from"/>, <paramref name="to"/>), in order; the last one ends with it, and what is shorter is one window.
    /// </summary>
    public static IEnumerable<(long From, long To)> Over(long from, long to)
    {
        var start = from;
        for (; to - start > Length; start += Hop)
        {
            yield return (start, start + Length);
        }

        yield return (Math.Max(from, Math.Min(start, to - Length)), to);
    }
}
