namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>Where speech is cut that does not pause: in its quietest stretch of 160 ms.</summary>
internal static class QuietestStretch
{
    private const int Frames = 5;

    /// <summary>The middle of the quietest stretch within [from, to); the first of equally quiet ones.</summary>
    /// <param name="probabilities">Speech probability per frame.</param>
    public static int Middle(ReadOnlySpan<float> probabilities, int from, int to)
    {
        var (quietest, at) = (float.MaxValue, from);
        for (var frame = from; frame + Frames <= to; frame++)
        {
            var sum = 0f;
            for (var i = 0; i < Frames; i++)
            {
                sum += probabilities[frame + i];
            }

            if (sum < quietest)
            {
                (quietest, at) = (sum, frame + (Frames / 2));
            }
        }

        return at;
    }
}
