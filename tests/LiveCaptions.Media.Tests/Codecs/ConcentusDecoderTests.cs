using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class ConcentusDecoderTests : OpusDecoderContract
{
    [Theory]
    [InlineData(16_000, 24_000)] // SILK
    [InlineData(48_000, 32_000)] // hybrid
    [InlineData(48_000, 128_000)] // CELT
    public void It_gives_what_libopus_gives(int sampleRate, int bitrate)
    {
        var packets = OpusPackets.Encode(OpusPackets.Sine(sampleRate, 1), sampleRate, new OpusEncoderSettings(bitrate));
        using var libopus = new OpusDecoder(new LibOpusBackend());
        using var concentus = new OpusDecoder(new ConcentusBackend());

        var (expected, actual) = (DecodeAll(libopus, packets), DecodeAll(concentus, packets));

        // They are not of the same time to the sample: our filter adds 2 ms, those of libopus others.
        var likeness = Enumerable.Range(0, 64)
            .Max(delay => Correlation(expected.AsSpan(4_000, 8_000), actual.AsSpan(4_000 + delay, 8_000)));
        Assert.InRange(likeness, 0.99, 1.01);
    }

    private protected override IOpusBackend CreateBackend() => new ConcentusBackend();

    private static short[] DecodeAll(OpusDecoder decoder, byte[][] packets)
    {
        var output = new short[OpusDecoder.MaxSamples];
        return [.. packets.SelectMany(packet => output[..decoder.Decode(packet, output)])];
    }

    private static double Correlation(ReadOnlySpan<short> first, ReadOnlySpan<short> second)
    {
        double both = 0, one = 0, other = 0;
        for (var i = 0; i < first.Length; i++)
        {
            both += first[i] * second[i];
            one += first[i] * first[i];
            other += second[i] * second[i];
        }

        return both / Math.Sqrt(one * other);
    }
}
