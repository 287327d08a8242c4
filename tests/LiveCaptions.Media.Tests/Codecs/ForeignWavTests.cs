using System.Runtime.InteropServices;
using CsCheck;
using LiveCaptions.Media.Codecs;
using NAudio.Wave;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

/// <summary>What NAudio writes is read, and what is written here NAudio reads.</summary>
public sealed class ForeignWavTests
{
    private static readonly float[] Sound =
        [.. Enumerable.Range(0, 4_000).Select(i => (float)(0.6 * Math.Sin(2 * Math.PI * 440 * i / 16_000)))];

    [Theory]
    [InlineData(WaveFormatEncoding.Pcm, 16, 0.0001)]
    [InlineData(WaveFormatEncoding.Pcm, 24, 0.0001)]
    [InlineData(WaveFormatEncoding.IeeeFloat, 32, 0.0001)]
    [InlineData(WaveFormatEncoding.Extensible, 16, 0.0001)]
    [InlineData(WaveFormatEncoding.Extensible, 24, 0.0001)]
    [InlineData(WaveFormatEncoding.Extensible, 32, 0.0001)]
    public async Task Samples_of_a_file_that_NAudio_wrote_are_read(WaveFormatEncoding encoding, int bits, double tolerance)
    {
        var format = encoding switch
        {
            WaveFormatEncoding.IeeeFloat => WaveFormat.CreateIeeeFloatWaveFormat(16_000, 1),
            WaveFormatEncoding.Extensible => new WaveFormatExtensible(16_000, bits, 1),
            _ => new WaveFormat(16_000, bits, 1),
        };
        var file = new MemoryStream();
        await using (var writer = new WaveFileWriter(file, format))
        {
            writer.WriteSamples(Sound, 0, Sound.Length);
        }

        var read = await ReadAsync(file.ToArray());

        Assert.Equal(Sound.Length, read.Length);
        Assert.All(read.Zip(Sound), pair => Assert.Equal(pair.Second, pair.First / 32768.0, tolerance));
    }

    [Theory]
    [InlineData(WaveFormatEncoding.ALaw, PcmEncoding.ALaw)]
    [InlineData(WaveFormatEncoding.MuLaw, PcmEncoding.MuLaw)]
    public async Task Telephony_in_a_file_that_NAudio_wrote_is_read(WaveFormatEncoding encoding, PcmEncoding expected)
    {
        byte[] codes = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        var file = new MemoryStream();
        await using (var writer = new WaveFileWriter(
            file, WaveFormat.CreateCustomFormat(encoding, 8_000, 1, averageBytesPerSecond: 8_000, blockAlign: 1, bitsPerSample: 8)))
        {
            await writer.WriteAsync(codes, CancellationToken.None);
        }

        await using var reader = await WavReader.OpenAsync(new MemoryStream(file.ToArray()), CancellationToken.None);

        Assert.Equal(new WavHeader(new PcmFormat(expected, 1, 8_000), 256), reader.Header);
        Assert.Equal(512, (await MediaSamples.ReadAllAsync(reader)).Length);
    }

    [Fact]
    public void Written_samples_are_read_by_NAudio() =>
        Gen.Short.Array[0, 2_000].Sample(samples =>
        {
            var file = new MemoryStream();
            using (var writer = new WavWriter(file, 16_000))
            {
                writer.Write(samples);
            }

            using var reader = new WaveFileReader(new MemoryStream(file.ToArray()));
            var bytes = new byte[reader.Length];
            reader.ReadExactly(bytes);
            return reader.WaveFormat is { SampleRate: 16_000, Channels: 1, BitsPerSample: 16, Encoding: WaveFormatEncoding.Pcm }
                && MemoryMarshal.Cast<byte, short>(bytes).SequenceEqual(samples);
        });

    private static async Task<short[]> ReadAsync(byte[] file)
    {
        await using var reader = await WavReader.OpenAsync(new MemoryStream(file), CancellationToken.None);
        return await MediaSamples.ReadAllAsync(reader);
    }
}
