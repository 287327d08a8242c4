using System.Buffers;
using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtmp;

/// <summary>
/// Puts messages together from the chunks of one connection (RTMP 1.0 §5.3). Chunk size and aborts are obeyed here;
/// messages that a captioning server has no use for (video, metadata) are passed over without being kept. Memory grows with what
/// came, never with what was announced.
/// </summary>
public sealed class ChunkReader
{
    /// <summary>Bytes of a chunk until the other side says otherwise.</summary>
    public const int DefaultChunkSize = 128;

    /// <summary>Chunk streams of a connection; encoders use three to six.</summary>
    public const int MaxChunkStreams = 32;

    private const int MaxChunkSize = 0xFF_FFFF;

    private readonly Dictionary<int, ChunkStream> _streams = [];
    private ChunkStream? _current;
    private int _left;

    public int ChunkSize { get; private set; } = DefaultChunkSize;

    /// <summary>Longest message in bytes of those that are kept.</summary>
    public int MaxMessageSize { get; set; } = 8 * 1024;

    /// <summary>Takes bytes until a message is whole, or all are taken but the beginning of a chunk's header.</summary>
    /// <param name="input">Begins behind what was taken.</param>
    /// <param name="message">Valid until the next call.</param>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="RtmpProtocolException">What came breaks the rules or our limits.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> input, out RtmpMessage message)
    {
        while (_current is not null || TryReadHeader(ref input))
        {
            if (!TryTakeChunk(ref input))
            {
                break;
            }

            var stream = _current!;
            _current = null;
            if (stream.TryFinish(out message) && !Obeys(message))
            {
                return true;
            }
        }

        message = default;
        return false;
    }

    private bool TryReadHeader(ref ReadOnlySequence<byte> input)
    {
        var reader = new SequenceReader<byte>(input);
        if (!TryReadBasicHeader(ref reader, out var format, out var id))
        {
            return false;
        }

        if (!_streams.TryGetValue(id, out var stream))
        {
            if (_streams.Count == MaxChunkStreams)
            {
                throw new RtmpProtocolException($"More than {MaxChunkStreams} chunk streams.");
            }

            _streams.Add(id, stream = new ChunkStream());
        }

        if (!stream.TryBeginChunk(format, ref reader, MaxMessageSize))
        {
            return false;
        }

        input = input.Slice(reader.Position);
        _current = stream;
        _left = Math.Min(ChunkSize, stream.Missing);
        return true;
    }

    // Two bits of format, then an id from 2 to 63, or 0 with one byte, or 1 with two bytes (§5.3.1.1).
    private static bool TryReadBasicHeader(ref SequenceReader<byte> reader, out int format, out int id)
    {
        (format, id) = (0, 0);
        if (!reader.TryRead(out var first))
        {
            return false;
        }

        (format, id) = (first >> 6, first & 0x3F);
        if (id > 1)
        {
            return true;
        }

        var isLong = id == 1;
        if (!reader.TryRead(out var low))
        {
            return false;
        }

        byte high = 0;
        if (isLong && !reader.TryRead(out high))
        {
            return false;
        }

        id = 64 + low + (256 * high);
        return true;
    }

    private bool TryTakeChunk(ref ReadOnlySequence<byte> input)
    {
        var count = (int)Math.Min(input.Length, _left);
        _current!.Take(input.Slice(0, count));
        input = input.Slice(count);
        _left -= count;
        return _left == 0;
    }

    /// <returns>False for what somebody else has to see to.</returns>
    private bool Obeys(in RtmpMessage message)
    {
        switch (message.Type)
        {
            case RtmpMessageType.SetChunkSize:
                ChunkSize = (int)ReadUInt32(message.Payload.Span, min: 1, max: MaxChunkSize);
                return true;
            case RtmpMessageType.Abort:
                if (_streams.TryGetValue((int)ReadUInt32(message.Payload.Span, min: 0, max: int.MaxValue), out var stream))
                {
                    stream.Abort();
                }

                return true;
            default:
                return !ChunkStream.IsKept(message.Type);
        }
    }

    private static uint ReadUInt32(ReadOnlySpan<byte> payload, uint min, uint max) =>
        BinaryPrimitives.TryReadUInt32BigEndian(payload, out var value) && value >= min && value <= max
            ? value
            : throw new RtmpProtocolException("A control message has a value that it must not have.");
}
