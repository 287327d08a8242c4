namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Shortens sound that is longer than its timestamps say, such as of a sound card whose clock is fast: only where nothing is heard.
/// </summary>
internal static class QuietCut
{
    /// <summary>10 ms.</summary>
    private const int Block = PcmDecoder.OutputSampleRate / 100;

    /// <summary>−50 dBFS.</summary>
    private const int Quiet = 104;

    /// <summary>Moves what is left together, at the front of <paramref name="samples"/>.</summary>
    /// <param name="most">Samples to leave out at most.</param>
    /// <returns>How many are left.</returns>
    public static int Shorten(Span<short> samples, int most)
    {
        var left = 0;
        for (var at = 0; at < samples.Length; at += Block)
        {
            var block = samples[at..Math.Min(at + Block, samples.Length)];
            if (block.Length <= most && !block.ContainsAnyExceptInRange<short>(-Quiet, Quiet))
            {
                most -= block.Length;
                continue;
            }

            block.CopyTo(samples[left..]);
            left += block.Length;
        }

        return left;
    }
}
