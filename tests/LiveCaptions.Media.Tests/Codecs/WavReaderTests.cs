using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class WavReaderTests
{
    private static readonly short[] Samples = [1, -2, 300, -400, short.MaxValue, short.MinValue];

    [Fact]
    public async Task Written_file_reads_back()
    {
        using var file = new MemoryStream();
        using (var writer = new WavWriter(file, 16_000))
        {
            writer.Write(Samples.AsSpan(0, 2));
            writer.Write(Samples.AsSpan(2));
        }

        Assert.Equal(Samples, await ReadAsync(file.ToArray()));
    }

    [Fact]
    public async Task File_whose_writer_was_killed_reads_to_its_end()
    {
        using var file = new MemoryStream();
        var writer = new WavWriter(file, 16_000);
        writer.Write(Samples);
        Assert.Equal(Samples, await ReadAsync(file.ToArray()));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(4_000u)]
    public async Task Wrong_or_unknown_length_reads_what_is_there(uint length)
    {
        var file = Wav(1, 16, 16_000, MemoryMarshal.AsBytes<short>(Samples));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), length);
        Assert.Equal(Samples, await ReadAsync(file));
    }

    [Fact]
    public async Task Frame_cut_off_at_the_end_is_left_out() =>
        Assert.Equal(Samples[..^1], await ReadAsync(Wav(1, 16, 16_000, MemoryMarshal.AsBytes<short>(Samples))[..^1]));

    [Fact]
    public async Task Chunk_after_the_samples_is_no_sound()
    {
        byte[] file = [.. Wav(1, 16, 16_000, MemoryMarshal.AsBytes<short>(Samples)), .. Chunk("LIST", "INFOIART"u8)];
        Assert.Equal(Samples, await ReadAsync(file));
    }

    [Fact]
    public async Task Float_and_24_bit_are_read()
    {
        Assert.Equal([16384, -32768], await ReadAsync(Wav(3, 32, 16_000, MemoryMarshal.AsBytes<float>([0.5f, -1.5f]))));
        Assert.Equal([16384, -1], await ReadAsync(Wav(1, 24, 16_000, [0, 0, 0x40, 0, 0xFF, 0xFF])));
    }

    [Fact]
    public async Task Other_rates_are_resampled() =>
        Assert.Equal(3_000, (await ReadAsync(Wav(1, 16, 48_000, new byte[18_000]))).Length);

    [Fact]
    public async Task Sample_that_is_no_number_is_silence_and_said()
    {
        await using var reader = await OpenAsync(Wav(3, 32, 16_000, MemoryMarshal.AsBytes<float>([0.5f, float.NaN, 0.5f])));
        Assert.Equal([16_384, 0, 16_384], await MediaSamples.ReadAllAsync(reader));
        Assert.Equal(("notNumbers", 1), (Assert.Single(reader.Notices).Code, reader.Notices[0].LostSamples));
    }

    [Fact]
    public async Task File_that_ends_before_its_header_says_so_is_said_to_be_cut_short()
    {
        var file = Wav(1, 16, 16_000, new byte[64_000]);
        await using var reader = await OpenAsync(file[..^32_000]);
        Assert.Equal(16_000, (await MediaSamples.ReadAllAsync(reader)).Length);
        Assert.Equal(("cutShort", 16_000), (Assert.Single(reader.Notices).Code, reader.Notices[0].LostSamples));
    }

    [Fact]
    public async Task Whole_file_has_nothing_to_be_said()
    {
        await using var reader = await OpenAsync(Wav(1, 16, 16_000, new byte[640_000]));
        Assert.Equal(320_000, (await MediaSamples.ReadAllAsync(reader)).Length);
        Assert.Empty(reader.Notices);
    }

    [Theory]
    [InlineData(0x7F, 0xFE, 0x80, 0x01)]
    [InlineData(0xFF, 0x1F, 0x00, 0xE8)]
    [InlineData(0x72, 0xF8, 0x1F, 0x4E)]
    public async Task Coded_sound_is_not_taken_for_samples(params int[] mark)
    {
        byte[] frame = [.. mark.Select(value => (byte)value), .. new byte[500]];
        var error = await Assert.ThrowsAsync<WavFormatException>(() => OpenAsync(Wav(1, 16, 44_100, [.. frame, .. frame])));
        Assert.Contains("coded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_parses_the_same_however_it_is_cut()
    {
        byte[] file =
        [
            .. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8, .. Chunk("odd ", [1, 2, 3]),
            .. Extensible(), .. Chunk("fact", new byte[4]), .. Chunk("data", [9, 9])
        ];
        var whole = Parse(file);
        Assert.Equal(new WavHeader(new PcmFormat(PcmEncoding.S16Le, 2, 44_100), 2), whole);
        Assert.Equal(whole, Parse(Enumerable.Range(0, file.Length).Select(i => file[i..(i + 1)]).ToArray()));
        for (var cut = 0; cut <= file.Length; cut++)
        {
            Assert.Equal(whole, Parse(file[..cut], file[cut..]));
        }
    }

    [Theory]
    [InlineData("OggS....WAVEfmt ")]
    [InlineData("RIFF....AVI LIST")]
    [InlineData("RIFF....WAVEdata....")]
    [InlineData("RIFF....WAVEfmt \u0001\0\0\0")]
    public void Something_else_is_refused(string content) =>
        Assert.Throws<WavFormatException>(() => Parse(content.Select(c => (byte)c).ToArray()));

    [Theory]
    [InlineData(1, 8, 16_000)]
    [InlineData(6, 16, 16_000)]
    [InlineData(2, 4, 16_000)]
    [InlineData(1, 16, 0)]
    [InlineData(1, 16, 500_000)]
    public void Kind_that_is_not_read_is_refused(ushort tag, ushort bits, int rate) =>
        Assert.Throws<WavFormatException>(() => Parse(Wav(tag, bits, rate, [])));

    private static async Task<short[]> ReadAsync(byte[] file)
    {
        await using var reader = await OpenAsync(file);
        return await MediaSamples.ReadAllAsync(reader);
    }

    private static Task<WavReader> OpenAsync(byte[] file) => WavReader.OpenAsync(new MemoryStream(file), CancellationToken.None);

    private static WavHeader? Parse(params byte[][] parts)
    {
        var parser = new WavHeaderParser();
        foreach (ReadOnlySpan<byte> part in parts)
        {
            var rest = part;
            parser.TryParse(ref rest);
        }

        return parser.Header;
    }

    private static byte[] Wav(ushort tag, ushort bits, int rate, ReadOnlySpan<byte> data)
    {
        var header = new byte[WavHeader.Size];
        WavHeader.Write(header, 1, rate, data.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), tag);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), bits);
        return [.. header, .. data];
    }

    private static byte[] Extensible()
    {
        var body = new byte[40];
        BinaryPrimitives.WriteUInt16LittleEndian(body, 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(4), 44_100);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(14), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(24), 1);
        return Chunk("fmt ", body);
    }

    private static byte[] Chunk(string name, ReadOnlySpan<byte> body)
    {
        var header = new byte[8];
        name.Select(c => (byte)c).ToArray().CopyTo(header, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)body.Length);
        return [.. header, .. body, .. new byte[body.Length % 2]];
    }
}
