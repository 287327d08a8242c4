using System.Buffers;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Codecs.Recordings;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs.Recordings;

/// <summary>WebM and Ogg as ffmpeg makes them into a pipe, as browsers do.</summary>
public sealed class RecordingReaderTests : IDisposable
{
    private readonly Ffmpeg _ffmpeg = new();

    public void Dispose() => _ffmpeg.Dispose();

    [Theory]
    [InlineData("webm")]
    [InlineData("ogg")]
    public async Task Packets_come_in_order_with_their_times_and_decode_to_the_sound(string format)
    {
        var packets = Read(format, await EncodeAsync(format), []);

        Assert.InRange(packets.Count, 50, 52);
        Assert.Equal(
            Enumerable.Range(0, packets.Count).Select(i => (long)i * 20), packets.Select(p => p.Milliseconds),
            EqualityComparer<long>.Create((a, b) => Math.Abs(a - b) <= 8));
        Assert.Equal([true, .. Enumerable.Repeat(false, packets.Count - 1)], packets.Select(p => p.Starts));
        using var decoder = new OpusDecoder();
        var samples = new short[OpusDecoder.MaxSamples];
        Assert.All(packets, packet => Assert.Equal(320, decoder.Decode(packet.Data, samples)));
    }

    [Theory]
    [InlineData("webm")]
    [InlineData("ogg")]
    public async Task Any_cut_gives_the_same_packets(string format)
    {
        var file = await EncodeAsync(format);
        var whole = Read(format, file, []);

        foreach (var piece in (int[])[1, 2, 7, 100, 1_000])
        {
            Assert.Equal(Text(whole), Text(Read(format, file, Enumerable.Repeat(piece, file.Length / piece))));
        }
    }

    [Theory]
    [InlineData("webm")]
    [InlineData("ogg")]
    public async Task Another_recording_may_follow_and_begins_anew(string format)
    {
        var file = await EncodeAsync(format);
        var once = Read(format, file, []);

        var twice = Read(format, [.. file, .. file], [13, 500]);

        Assert.Equal(Text([.. once, .. once]), Text(twice));
        Assert.Equal(2, twice.Count(packet => packet.Starts));
    }

    [Fact]
    public void What_our_writer_writes_is_read_with_the_times_that_it_has()
    {
        var output = new ArrayBufferWriter<byte>();
        MatroskaWriter.WriteHeader(output, "A_OPUS", []);
        foreach (var time in (long[])[0, 20, 5_000, 40_000_000])
        {
            MatroskaWriter.WriteFrame(output, time, [0xF8, 1]);
        }

        Assert.Equal([0, 20, 5_000, 40_000_000], Read("webm", output.WrittenSpan.ToArray(), [1]).Select(packet => packet.Milliseconds));
    }

    [Fact]
    public async Task Film_with_sound_gives_its_sound()
    {
        var film = await EncodeAsync(
            "webm", "-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d=1", "-c:v", "libvpx", "-b:v", "4M", "-map", "1", "-map", "0");

        Assert.InRange(Read("webm", film, [50_000]).Count, 50, 52);
    }

    [Theory]
    [InlineData("webm", "-c:a", "libvorbis")]
    [InlineData("ogg", "-c:a", "flac")]
    public async Task Sound_that_is_no_opus_is_refused(string format, params string[] codec)
    {
        var file = await EncodeAsync(format, codec);

        var refused = Assert.Throws<RecordingException>(() => Read(format, file, []));

        Assert.Equal(RecordingException.NoOpus, refused.Code);
    }

    [Theory]
    [InlineData("webm", "3C68746D6C3E3C2F68746D6C3E00000000")] // a page
    [InlineData("webm", "1F43B67501FFFFFFFFFFFFFFE78100A3")] // a cluster without a header
    [InlineData("webm", "1A45DFA38A4282886D6174726F736B61")] // an element longer than the one that it is in
    [InlineData("webm", "1A45DFA387428284" + "66696C65")] // DocType file
    [InlineData("webm", "00000000000000000000")]
    [InlineData("ogg",
        "4F6767530002000000000000000000000000000000000000000001" + "00" + "4F67675A00020000000000000000000000000000000000000000" + "00")]
    public void What_is_no_recording_is_refused(string format, string hex) =>
        Assert.Equal(
            RecordingException.Malformed, Assert.Throws<RecordingException>(() => Read(format, Convert.FromHexString(hex), [])).Code);

    [Theory]
    [InlineData("00" + "0102")] // none: one frame
    [InlineData("02" + "02" + "0101" + "0A0B0C")] // Xiph: 1, 1, the rest
    [InlineData("04" + "02" + "0A0B0C")] // the same length
    [InlineData("06" + "02" + "81BF" + "0A0B0C")] // EBML: 1, no more, the rest
    public void Laced_frames_are_told_apart(string block)
    {
        var packets = Read("webm", [.. Header(), .. Block(block)], []);

        Assert.Equal(
            block.StartsWith("00", StringComparison.Ordinal) ? ["0102"] : ["0A", "0B", "0C"],
            packets.Select(p => Convert.ToHexString(p.Data)));
    }

    [Theory]
    [InlineData("02")]
    [InlineData("02" + "02" + "FF")]
    [InlineData("02" + "01" + "09" + "0A")]
    [InlineData("06" + "02" + "81" + "80" + "0A")]
    public void Broken_lacing_is_refused(string block) =>
        Assert.Throws<RecordingException>(() => Read("webm", [.. Header(), .. Block(block)], []));

    private static byte[] Header() => Convert.FromHexString(
        "1A45DFA387" + "428284" + "7765626D" // DocType webm
        + "1853806701FFFFFFFFFFFFFF"
        + "1654AE6B90" + "AE8E" + "D78101" + "838102" + "8686" + "415F4F505553" // track 1, audio, A_OPUS
        + "1F43B67501FFFFFFFFFFFFFF" + "E78100");

    private static byte[] Block(string flagsAndRest)
    {
        var rest = Convert.FromHexString(flagsAndRest);
        return [0xA3, (byte)(0x80 + 3 + rest.Length), 0x81, 0, 0, .. rest];
    }

    private async Task<byte[]> EncodeAsync(string format, params string[] more)
    {
        var path = _ffmpeg.At($"recorded.{format}");
        await Ffmpeg.RunAsync([
            "-i", _ffmpeg.Tone(), .. more.Contains("-c:a") ? more : (string[])[.. more, "-c:a", "libopus"],
            "-f", format, "-flush_packets", "1", path
        ]);
        return await File.ReadAllBytesAsync(path);
    }

    private static List<(byte[] Data, long Milliseconds, bool Starts)> Read(string format, byte[] bytes, IEnumerable<int> pieces)
    {
        IRecordingReader reader = format == "ogg" ? new OggReader() : new WebmReader();
        var packets = new List<(byte[], long, bool)>();
        foreach (var piece in SampleSink.Cut(bytes.Length, 1, pieces))
        {
            reader.Append(bytes.AsSpan(piece));
            while (reader.TryRead(out var packet))
            {
                packets.Add((packet.Data.ToArray(), packet.Milliseconds, packet.StartsRecording));
            }
        }

        return packets;
    }

    private static IEnumerable<string> Text(IEnumerable<(byte[] Data, long Milliseconds, bool Starts)> packets) =>
        packets.Select(packet => $"{packet.Milliseconds} {packet.Starts} {Convert.ToHexString(packet.Data)}");
}
