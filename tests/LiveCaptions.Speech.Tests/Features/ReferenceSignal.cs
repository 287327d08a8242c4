namespace LiveCaptions.Speech.Tests.Features;

/// <summary>What the scripts in <c>Fixtures/Fbank</c> compute features of.</summary>
internal static class ReferenceSignal
{
    /// <summary>0.2 s, as the scripts make it.</summary>
    public static float[] Samples()
    {
        var noise = 12345L;
        return [.. Enumerable.Range(0, 3200).Select(t =>
        {
            noise = ((1103515245 * noise) + 12345) % (1L << 31);
            var wave = (0.3 * Math.Sin(2 * Math.PI * 440 * t / 16000))
                + (0.1 * Math.Sin(2 * Math.PI * (1000 + (500000.0 * t / 16000 / 100)) * t / 16000));
            return (float)(wave + (0.05 * ((noise / (double)(1 << 30)) - 1)) + 0.01);
        })];
    }
}
