using LiveCaptions.Bench;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Tests.Bench.Conditions;

/// <summary>Tones and how much of them is in a sound.</summary>
internal static class Sound
{
    public const int Rate = 16000;

    public static float[] Tone(double frequency, double seconds, double amplitude = 0.3) =>
        [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * frequency * i / Rate)))];

    public static BenchClip Clip(string id, string? speaker = null) => new(id, $"{id}.wav", "", "en", 1, speaker);

    /// <summary>A clip that can be read.</summary>
    public static BenchClip Record(string folder, string id, string speaker, float[] sound)
    {
        var path = Path.Combine(folder, $"{id}.wav");
        using var wav = new WavWriter(File.Create(path), Rate);
        wav.Write(Array.ConvertAll(sound, sample => (short)(sample * short.MaxValue)));
        return new BenchClip(id, path, "", "en", 1, speaker);
    }

    /// <summary>The amplitude of a frequency in a sound.</summary>
    public static double Amplitude(ReadOnlySpan<float> samples, double frequency)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var angle = 2 * Math.PI * frequency * i / Rate;
            real += samples[i] * Math.Cos(angle);
            imaginary += samples[i] * Math.Sin(angle);
        }

        return 2 * Math.Sqrt((real * real) + (imaginary * imaginary)) / samples.Length;
    }

    public static double Power(IEnumerable<float> samples) => samples.Average(sample => (double)sample * sample);
}
