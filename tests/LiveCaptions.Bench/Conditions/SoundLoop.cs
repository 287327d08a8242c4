namespace LiveCaptions.Bench.Conditions;

/// <summary>A recording over and over.</summary>
internal static class SoundLoop
{
    /// <param name="start">Where in the recording it begins.</param>
    /// <returns>Silence where there is nothing in it.</returns>
    public static float[] From(ReadOnlySpan<float> samples, int start, int length)
    {
        var loop = new float[length];
        if (samples.IsEmpty)
        {
            return loop;
        }

        for (var (done, at) = (0, start); done < length; at = 0)
        {
            var piece = samples[at..Math.Min(samples.Length, at + length - done)];
            piece.CopyTo(loop.AsSpan(done));
            done += piece.Length;
        }

        return loop;
    }
}
