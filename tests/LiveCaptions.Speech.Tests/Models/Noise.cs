namespace LiveCaptions.Speech.Tests.Models;

/// <summary>Sounds that are no speech, always the same.</summary>
internal static class Noise
{
    private const double Rate = AudioFormat.SampleRate;

    public static float[] Make(string kind, int seconds)
    {
        var random = new Random(5);
        var filtered = 0.0;
        return [.. Enumerable.Range(0, seconds * AudioFormat.SampleRate)
            .Select(i => (float)Math.Clamp(Sample(kind, i, random, ref filtered), -1, 1))];
    }

    private static double Sample(string kind, int i, Random random, ref double filtered)
    {
        var white = (2 * random.NextDouble()) - 1;
        filtered += 0.02 * (white - filtered);
        var time = i / Rate;
        return kind switch
        {
            "silence" => 0,
            "faint white" => 0.002 * white,
            "white" => 0.1 * white,
            "loud white" => white,
            "rumble" => 2 * filtered,
            "swelling rumble" => 4 * filtered * (0.5 + (0.5 * Math.Sin(2 * Math.PI * 0.7 * time))),
            "hum" => 0.2 * (Math.Sin(2 * Math.PI * 50 * time) + (0.5 * Math.Sin(2 * Math.PI * 150 * time)) + (0.02 * white)),
            "clicks" => i % 11_200 < 40 ? 0.8 * white : 0.001 * white,
            "tones" => 0.3 * Math.Sin(2 * Math.PI * (300 + (100 * (int)(time * 2 % 9))) * time),
            "beeps" => time % 1 < 0.25 ? 0.4 * Math.Sin(2 * Math.PI * 1000 * time) : 0,
            _ => throw new ArgumentException($"Unknown kind of noise '{kind}'.", nameof(kind)),
        };
    }
}
