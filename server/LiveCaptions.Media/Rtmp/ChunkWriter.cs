using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Rtmp;

/// <summary>Cuts messages into chunks with the shortest headers that say all (RTMP 1.0 §5.3).</summary>
public sealed class ChunkWriter
{
    private const int MaxHeaderSize = 18;
    private readonly Dictionary<int, Header> _last = [];

    /// <summary>
    /// Bytes of a chunk's payload; the other side has to be told of a change before it, by <see cref="RtmpMessageType.SetChunkSize"/>.
    /// </summary>
    public int ChunkSize { get; set; } = ChunkReader.DefaultChunkSize;

    /// <param name="chunkStreamId">2 to 65599.</param>
    public void Write(IBufferWriter<byte> output, int chunkStreamId, in RtmpMessage message)
    {
        var header = Header.For(message, _last.GetValueOrDefault(chunkStreamId));
        _last[chunkStreamId] = header;
        WriteHeader(output, chunkStreamId, header.Format, header);
        var payload = message.Payload.Span;
        while (payload.Length > ChunkSize)
        {
            output.Write(payload[..ChunkSize]);
            payload = payload[ChunkSize..];
            WriteHeader(output, chunkStreamId, format: 3, header);
        }

        output.Write(payload);
    }

    private static void WriteHeader(IBufferWriter<byte> output, int chunkStreamId, int format, in Header header)
    {
        var bytes = output.GetSpan(MaxHeaderSize);
        var length = WriteBasicHeader(bytes, chunkStreamId, format);
        length += WriteMessageHeader(bytes[length..], format, header);
        if (header.Time >= ChunkStream.Extended)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[length..], header.Time);
            length += sizeof(uint);
        }

        output.Advance(length);
    }

    private static int WriteBasicHeader(Span<byte> bytes, int id, int format)
    {
        var first = format << 6;
        switch (id)
        {
            case < 64:
                bytes[0] = (byte)(first | id);
                return 1;
            case < 64 + 256:
                (bytes[0], bytes[1]) = ((byte)first, (byte)(id - 64));
                return 2;
            default:
                (bytes[0], bytes[1], bytes[2]) = ((byte)(first | 1), (byte)(id - 64), (byte)((id - 64) >> 8));
                return 3;
        }
    }

    private static int WriteMessageHeader(Span<byte> bytes, int format, in Header header)
    {
        if (format == 3)
        {
            return 0;
        }

        WriteUInt24(bytes, (int)Math.Min(header.Time, ChunkStream.Extended));
        if (format == 2)
        {
            return 3;
        }

        WriteUInt24(bytes[3..], header.Length);
        bytes[6] = (byte)header.Type;
        if (format == 1)
        {
            return 7;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes[7..], header.StreamId);
        return 11;
    }

    private static void WriteUInt24(Span<byte> bytes, int value) =>
        (bytes[0], bytes[1], bytes[2]) = ((byte)(value >> 16), (byte)(value >> 8), (byte)value);

    /// <param name="Time">What the timestamp field says: absolute in format 0, since the message before in the others.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Header(int Format, uint Time, uint Timestamp, int Length, RtmpMessageType Type, uint StreamId)
    {
        public static Header For(in RtmpMessage message, Header last)
        {
            var (length, type, since) = (message.Payload.Length, message.Type, message.Timestamp - last.Timestamp);
            if (last == default || last.StreamId != message.StreamId || message.Timestamp < last.Timestamp)
            {
                return new Header(0, message.Timestamp, message.Timestamp, length, type, message.StreamId);
            }

            var format = (last.Length, last.Type) != (length, type) ? 1 : last.Time != since ? 2 : 3;
            return new Header(format, since, message.Timestamp, length, type, message.StreamId);
        }
    }
}
