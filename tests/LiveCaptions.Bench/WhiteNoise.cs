namespace LiveCaptions.Bench;

/// <summary>The same noise each time.</summary>
public sealed class WhiteNoise
{
    private readonly Random _random = new(1);

    /// <param name="length">Samples.</param>
    /// <param name="peak">Of 32768; 0 is digital silence.</param>
    public short[] Next(long length, int peak)
    {
        var samples = new short[length];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)_random.Next(-peak, peak + 1);
        }

        return samples;
    }
}
