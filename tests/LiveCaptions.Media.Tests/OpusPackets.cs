using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Media.Tests;

/// <summary>A publisher's tone, as samples and as packets.</summary>
internal static class OpusPackets
{
    private const double Amplitude = 8_000;

    public static OpusEncoderSettings WithFec { get; } = new(24_000, Fec: true, ExpectedLoss: 20);

    public static short[] Sine(int sampleRate, double seconds) =>
        [.. Enumerable.Range(0, (int)(sampleRate * seconds))
            .Select(i => (short)(Amplitude * Math.Sin(2 * Math.PI * 440 * i / sampleRate)))];

    /// <summary>As packets of so many samples, 20 ms unless told.</summary>
    public static byte[][] Encode(short[] samples, int sampleRate, OpusEncoderSettings settings, int? samplesPerPacket = null)
    {
        using var encoder = new OpusEncoder(sampleRate, settings);
        var packet = new byte[OpusEncoder.MaxPacket];
        return [.. samples.Chunk(samplesPerPacket ?? (sampleRate / 50)).Select(frame => packet[..encoder.Encode(frame, packet)])];
    }

    /// <summary>Of such a tone: 1.</summary>
    public static double Energy(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return sum / samples.Length / (Amplitude * Amplitude / 2);
    }
}
