using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CsCheck;
using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class PcmDecoderTests
{
    [Fact]
    public void Sixteen_bit_mono_at_16_kHz_is_taken_as_it_is() =>
        Gen.Short.Array.Sample(samples =>
            Decode(new PcmDecoder(PcmEncoding.S16Le, 1, 16_000), MemoryMarshal.AsBytes<short>(samples)).AsSpan().SequenceEqual(samples));

    [Fact]
    public void Int16_through_float_is_the_identity() =>
        Gen.Short.Array.Sample(samples =>
            Decode(new PcmDecoder(PcmEncoding.F32Le, 1, 16_000), Floats(samples.Select(s => s / 32768f).ToArray())).AsSpan()
                .SequenceEqual(samples));

    [Fact]
    public void Any_chunking_gives_the_same_samples() =>
        Gen.Select(
            Gen.OneOf(PcmEncoding.S16Le, PcmEncoding.S24Le, PcmEncoding.ALaw, PcmEncoding.MuLaw),
            Gen.Int[1, 8],
            Gen.OneOf(8_000, 16_000, 44_100, 48_000),
            Gen.Byte.Array[0, 9000],
            Gen.Int[0, 300].Array[0, 12]).Sample(
            (encoding, channels, rate, bytes, pieces) =>
            {
                var frame = encoding.BytesPerSample() * channels;
                var whole = bytes.AsMemory(0, bytes.Length - (bytes.Length % frame));
                var parts = SampleSink.Cut(whole.Length, frame, pieces).Select(range => (ReadOnlyMemory<byte>)whole[range]).ToArray();
                return Decode(new PcmDecoder(encoding, channels, rate), whole.Span).AsSpan()
                    .SequenceEqual(DecodeParts(new PcmDecoder(encoding, channels, rate), parts));
            },
            iter: 300);

    [Theory]
    [InlineData(PcmEncoding.ALaw, "alaw")]
    [InlineData(PcmEncoding.MuLaw, "mulaw")]
    public async Task Telephony_is_what_ffmpeg_makes_of_it(PcmEncoding encoding, string format)
    {
        using var files = new Ffmpeg();
        byte[] codes = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        await File.WriteAllBytesAsync(files.At("codes"), codes, CancellationToken.None);
        await Ffmpeg.RunAsync("-f", format, "-ar", "16000", "-i", files.At("codes"), "-f", "s16le", files.At("samples"));

        var expected = MemoryMarshal.Cast<byte, short>(await File.ReadAllBytesAsync(files.At("samples"), CancellationToken.None)).ToArray();

        Assert.Equal(expected, Decode(new PcmDecoder(encoding, 1, 16_000), codes));
    }

    [Fact]
    public void Channels_are_averaged()
    {
        var decoder = new PcmDecoder(PcmEncoding.S16Le, 2, 16_000);
        Assert.Equal([150, -50], Decode(decoder, MemoryMarshal.AsBytes<short>([100, 200, -200, 100])));
    }

    [Theory]
    [InlineData(0, 100, -200)]
    [InlineData(1, 200, 100)]
    public void One_channel_is_taken_alone(int channel, short first, short second)
    {
        var decoder = new PcmDecoder(PcmEncoding.S16Le, 2, 16_000, channel);
        Assert.Equal([first, second], Decode(decoder, MemoryMarshal.AsBytes<short>([100, 200, -200, 100])));
    }

    [Fact]
    public void Float_beyond_full_scale_is_clipped() =>
        Assert.Equal(
            [short.MaxValue, short.MinValue, 16384], Decode(new PcmDecoder(PcmEncoding.F32Le, 1, 16_000), Floats(7f, -3e30f, 0.5f)));

    [Fact]
    public void Full_scale_survives_resampling_without_wrapping_round()
    {
        var square = Enumerable.Range(0, 4800).Select(i => i / 100 % 2 == 0 ? 1f : -1f).ToArray();
        var output = Decode(new PcmDecoder(PcmEncoding.F32Le, 1, 48_000), Floats(square));
        Assert.All(output.Skip(5).Take(20), sample => Assert.InRange(sample, 25_000, short.MaxValue));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Sample_that_is_no_number_is_silence_and_counted(float value)
    {
        var decoder = new PcmDecoder(PcmEncoding.F32Le, 2, 16_000);
        Assert.Equal([16384, 8192, 16384], Decode(decoder, Floats(0.5f, 0.5f, value, 0.5f, 0.5f, 0.5f)));
        Assert.Equal(1, decoder.NotNumbers);
    }

    [Theory]
    [InlineData(PcmEncoding.S16Le, 1, 3)]
    [InlineData(PcmEncoding.S16Le, 2, 6)]
    [InlineData(PcmEncoding.F32Le, 1, 6)]
    public void Partial_frame_is_refused(PcmEncoding encoding, int channels, int bytes)
    {
        var decoder = new PcmDecoder(encoding, channels, 16_000);
        Assert.Equal(PcmFormatException.PartialFrame, Assert.Throws<PcmFormatException>(() => Decode(decoder, new byte[bytes])).Code);
    }

    [Theory]
    [InlineData(0, 16_000)]
    [InlineData(9, 16_000)]
    [InlineData(1, 7_999)]
    [InlineData(1, 192_001)]
    public void Format_out_of_range_is_refused(int channels, int rate) =>
        Assert.Equal(
            PcmFormatException.UnsupportedFormat,
            Assert.Throws<PcmFormatException>(() => new PcmDecoder(PcmEncoding.S16Le, channels, rate)).Code);

    private static short[] Decode(PcmDecoder decoder, ReadOnlySpan<byte> bytes) => DecodeParts(decoder, bytes.ToArray());

    private static short[] DecodeParts(PcmDecoder decoder, params ReadOnlyMemory<byte>[] parts)
    {
        var output = new ArrayBufferWriter<short>();
        foreach (var part in parts)
        {
            decoder.Decode(part.Span, output);
        }

        decoder.Flush(output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Floats(params float[] samples)
    {
        var bytes = new byte[samples.Length * 4];
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * 4), samples[i]);
        }

        return bytes;
    }
}
