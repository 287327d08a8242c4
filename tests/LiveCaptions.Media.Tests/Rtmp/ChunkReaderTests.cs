using System.Buffers;
using CsCheck;
using LiveCaptions.Media.Rtmp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtmp;

public sealed class ChunkReaderTests
{
    // Audio of 5 bytes on stream 1, timestamps 1000, +20, +20, +20: formats 0, 1, 2, 3.
    private static readonly byte[] AllFormats =
    [
        0x04, 0, 3, 0xE8, 0, 0, 5, 8, 1, 0, 0, 0, 1, 2, 3, 4, 5,
        0x44, 0, 0, 20, 0, 0, 4, 8, 1, 2, 3, 4,
        0x84, 0, 0, 20, 1, 2, 3, 4,
        0xC4, 1, 2, 3, 4,
    ];

    [Fact]
    public void Every_format_says_less_and_means_the_rest_as_before() => Assert.Equal(
        [
            (RtmpMessageType.Audio, 1u, 1000u, "0102030405"),
            (RtmpMessageType.Audio, 1u, 1020u, "01020304"),
            (RtmpMessageType.Audio, 1u, 1040u, "01020304"),
            (RtmpMessageType.Audio, 1u, 1060u, "01020304"),
        ],
        ChunkFeed.Of(AllFormats).Messages);

    [Fact]
    public void Message_by_format_3_behind_format_0_is_later_by_that_ones_timestamp() => Assert.Equal(
        [23u, 46u],
        ChunkFeed.Of([0x04, 0, 0, 23, 0, 0, 1, 8, 1, 0, 0, 0, 9, 0xC4, 9]).Messages.Select(m => m.Timestamp));

    [Theory]
    [InlineData(new byte[] { 0x04 })] // 4
    [InlineData(new byte[] { 0x00, 0 })] // 64
    [InlineData(new byte[] { 0x00, 255 })] // 319
    [InlineData(new byte[] { 0x01, 255, 255 })] // 65599
    public void Chunk_stream_ids_have_three_lengths(byte[] basicHeader)
    {
        byte[] message = [.. basicHeader, 0, 0, 1, 0, 0, 1, 8, 1, 0, 0, 0, 7];
        Assert.Equal([(RtmpMessageType.Audio, 1u, 1u, "07")], ChunkFeed.Of(message).Messages);
    }

    [Fact]
    public void Long_and_short_form_of_an_id_are_one_chunk_stream() => Assert.Equal(
        ["07", "08"],
        ChunkFeed.Of([0x00, 1, 0, 0, 1, 0, 0, 1, 8, 1, 0, 0, 0, 7, 0xC1, 1, 0, 8]).Messages.Select(m => m.Payload));

    [Fact]
    public void Messages_of_several_chunk_streams_come_interleaved()
    {
        byte[] audio = [0x04, 0, 0, 1, 0, 0, 200, 8, 1, 0, 0, 0, .. Enumerable.Repeat((byte)1, 128)];
        byte[] command = [0x03, 0, 0, 0, 0, 0, 2, 20, 0, 0, 0, 0, 5, 6];
        byte[] rest = [0xC4, .. Enumerable.Repeat((byte)2, 72)];

        var messages = ChunkFeed.Of([.. audio, .. command, .. rest]).Messages;

        Assert.Equal([RtmpMessageType.Amf0Command, RtmpMessageType.Audio], messages.Select(m => m.Type));
        Assert.Equal(200 * 2, messages[1].Payload.Length);
    }

    [Fact]
    public void Chunk_size_is_obeyed_from_the_next_chunk_on()
    {
        byte[] size = [0x02, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0, 0, 2];
        byte[] audio = [0x04, 0, 0, 0, 0, 0, 3, 8, 1, 0, 0, 0, 1, 2, 0xC4, 3];
        Assert.Equal(["010203"], ChunkFeed.Of(size, audio).Messages.Select(m => m.Payload));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x80000000u)]
    [InlineData(0x01000000u)]
    public void Chunk_size_of_nothing_or_too_much_is_refused(uint size) => Assert.Throws<RtmpProtocolException>(
        () => ChunkFeed.Of([0x02, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, (byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size]));

    [Fact]
    public void Aborted_message_is_forgotten()
    {
        byte[] begun = [0x04, 0, 0, 0, 0, 0, 200, 8, 1, 0, 0, 0, .. new byte[128]];
        byte[] abort = [0x02, 0, 0, 0, 0, 0, 4, 2, 0, 0, 0, 0, 0, 0, 0, 4];
        byte[] next = [0x04, 0, 0, 0, 0, 0, 1, 8, 1, 0, 0, 0, 9];
        Assert.Equal(["09"], ChunkFeed.Of(begun, abort, next).Messages.Select(m => m.Payload));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // as some encoders do
    public void Extended_timestamp_is_repeated_in_the_message_or_is_not(bool repeated)
    {
        byte[] first = [0x04, 0xFF, 0xFF, 0xFF, 0, 0, 130, 8, 1, 0, 0, 0, 1, 0, 0, 5, .. new byte[128]];
        byte[] rest = repeated ? [0xC4, 1, 0, 0, 5, 7, 7] : [0xC4, 7, 7];
        byte[] next = [0x44, 0, 0, 10, 0, 0, 1, 8, 9];

        var messages = ChunkFeed.Of([.. first, .. rest, .. next]).Messages;

        Assert.Equal([0x1000005u, 0x100000Fu], messages.Select(m => m.Timestamp));
        Assert.EndsWith("000707", messages[0].Payload, StringComparison.Ordinal);
    }

    [Fact]
    public void Timestamps_wrap() => Assert.Equal(
        [0xFFFFFFFEu, 3u],
        ChunkFeed.Of([0x04, 0xFF, 0xFF, 0xFF, 0, 0, 1, 8, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFE, 1, 0x84, 0, 0, 5, 1]).Messages
            .Select(m => m.Timestamp));

    [Fact]
    public void Video_and_metadata_are_passed_over_without_being_kept()
    {
        byte[] video = [0x06, 0, 0, 0, 0xFF, 0xFF, 0xFF, 9, 1, 0, 0, 0];
        var reader = new ChunkReader();
        var feed = new ChunkFeed(reader);
        feed.Add(video);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var chunk = new ReadOnlySequence<byte>(new byte[64]);
        Assert.False(reader.TryRead(ref chunk, out _));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000);
    }

    [Fact]
    public void Reading_audio_allocates_nothing_once_it_flows()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ChunkWriter();
        for (uint i = 0; i < 100; i++)
        {
            writer.Write(output, 4, new RtmpMessage(RtmpMessageType.Audio, 1, i * 21, new byte[300 + (i % 3)]));
        }

        var reader = new ChunkReader();
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var messages = Read();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((100, 0L), (messages, allocated));

        int Read()
        {
            var count = 0;
            var input = new ReadOnlySequence<byte>(output.WrittenMemory);
            while (reader.TryRead(ref input, out _))
            {
                count++;
            }

            return count;
        }
    }

    [Fact]
    public void Announced_length_takes_no_memory()
    {
        var reader = new ChunkReader { MaxMessageSize = 0xFF_FFFF };
        var feed = new ChunkFeed(reader);
        feed.Add(AllFormats);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var input = new ReadOnlySequence<byte>([0x05, 0, 0, 0, 0xFF, 0xFF, 0xFF, 8, 1, 0, 0, 0, 1]);
        Assert.False(reader.TryRead(ref input, out _));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2_000);
    }

    [Fact]
    public void Too_long_message_is_refused_with_its_header() => Assert.Throws<RtmpProtocolException>(
        () => ChunkFeed.Of([0x04, 0, 0, 0, 0x01, 0x86, 0xA1, 8, 1, 0, 0, 0]));

    [Fact]
    public void Too_many_chunk_streams_are_refused()
    {
        var feed = ChunkFeed.Of();
        for (byte id = 2; id < 2 + ChunkReader.MaxChunkStreams; id++)
        {
            feed.Add([id, 0, 0, 0, 0, 0, 0, 8, 1, 0, 0, 0]);
        }

        Assert.Equal(ChunkReader.MaxChunkStreams, feed.Messages.Count);
        Assert.Throws<RtmpProtocolException>(() => feed.Add([63, 0, 0, 0, 0, 0, 0, 8, 1, 0, 0, 0]));
    }

    [Theory]
    [InlineData(new byte[] { 0x84, 0, 0, 1 })]
    [InlineData(new byte[] { 0xC4 })]
    public void First_chunk_without_a_length_is_refused(byte[] chunk) => Assert.Throws<RtmpProtocolException>(() => ChunkFeed.Of(chunk));

    [Fact]
    public void Message_amid_another_of_its_chunk_stream_is_refused() => Assert.Throws<RtmpProtocolException>(
        () => ChunkFeed.Of([0x04, 0, 0, 0, 0, 0, 200, 8, 1, 0, 0, 0, .. new byte[128], 0x04, 0, 0, 0, 0, 0, 1, 8, 1, 0, 0, 0, 9]));

    [Fact]
    public void Any_cutting_gives_the_same_messages()
    {
        var (bytes, expected) = Sample();
        Assert.Equal(expected, ChunkFeed.Of([.. bytes.Select(b => new[] { b })]).Messages);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(expected, ChunkFeed.Of(bytes[..cut], bytes[cut..]).Messages);
        }
    }

    [Fact]
    public void Any_messages_that_are_written_are_read()
    {
        var message = Gen.Select(
            Gen.Int[2, 9], Gen.Byte.Array[0, 700], Gen.OneOf(Gen.UInt, Gen.UInt[0xFFFFF0, 0x1000010], Gen.UInt[0, 200]), Gen.UInt[0, 2]);
        Gen.Select(message.Array[0, 12], Gen.Int[1, 300]).Sample((messages, size) =>
        {
            var output = new ArrayBufferWriter<byte>();
            var writer = new ChunkWriter();
            writer.Write(
                output, 2, new RtmpMessage(RtmpMessageType.SetChunkSize, 0, 0, new byte[] { 0, 0, (byte)(size >> 8), (byte)size }));
            writer.ChunkSize = size;
            foreach (var (id, payload, timestamp, stream) in messages)
            {
                writer.Write(output, id, new RtmpMessage(RtmpMessageType.Audio, stream, timestamp, payload));
            }

            return messages.Select(m => (RtmpMessageType.Audio, m.Item4, m.Item3, Convert.ToHexString(m.Item2)))
                .SequenceEqual(ChunkFeed.Of(output.WrittenSpan.ToArray()).Messages);
        });
    }

    [Fact]
    public void Any_bit_may_be_wrong()
    {
        var (bytes, _) = Sample();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var broken = bytes.ToArray();
            broken[bit / 8] ^= (byte)(1 << (bit % 8));
            ReadOrRefuse(broken);
        }
    }

    [Fact]
    public void Any_bytes_may_come() => Gen.Byte.Array[0, 400].Sample(ReadOrRefuse);

    private static void ReadOrRefuse(byte[] bytes)
    {
        try
        {
            Assert.All(ChunkFeed.Of(bytes).Messages, message => Assert.True(message.Payload.Length <= 2 * bytes.Length));
        }
        catch (RtmpProtocolException)
        {
            // The documented refusal.
        }
    }

    private static (byte[] Bytes, IReadOnlyList<(RtmpMessageType, uint, uint, string)> Messages) Sample()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ChunkWriter();
        RtmpMessage[] messages =
        [
            new(RtmpMessageType.Amf0Command, 0, 0, new byte[150]),
            new(RtmpMessageType.Audio, 1, 0xFFFFFE, new byte[] { 1, 2, 3 }),
            new(RtmpMessageType.Audio, 1, 0x1000010, new byte[200]),
            new(RtmpMessageType.Audio, 1, 0x1000020, new byte[200]),
            new(RtmpMessageType.Acknowledgement, 0, 0, new byte[] { 0, 0, 0, 9 }),
            new(RtmpMessageType.Audio, 1, 3, new byte[] { 8 }),
        ];
        foreach (var message in messages)
        {
            writer.Write(output, message.Type == RtmpMessageType.Audio ? 300 : 3, message);
        }

        var expected = messages.Select(m => (m.Type, m.StreamId, m.Timestamp, Convert.ToHexString(m.Payload.Span))).ToList();
        Assert.Equal(expected, ChunkFeed.Of(output.WrittenSpan.ToArray()).Messages);
        return (output.WrittenSpan.ToArray(), expected);
    }
}
