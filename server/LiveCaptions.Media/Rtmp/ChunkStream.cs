using System.Buffers;
using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtmp;

/// <summary>One chunk stream: what its last header said, and as much of its message as came.</summary>
internal sealed class ChunkStream
{
    /// <summary>A timestamp field of all ones: four bytes with the real one follow.</summary>
    public const int Extended = 0xFF_FFFF;

    private const int MaxHeaderSize = 11;
    private const int MinBuffer = 256;

    private byte[] _message = [];
    private bool _isUnderWay;
    private bool _hasLength;
    private int _length;
    private int _received;
    private RtmpMessageType _type;
    private uint _streamId;
    private uint _timestamp;

    // The last timestamp field, and what it, or the extended one in its place, said.
    private int _field;
    private uint _time;

    /// <summary>Bytes still to come of the message.</summary>
    public int Missing => _length - _received;

    public static bool IsKept(RtmpMessageType type) =>
        type is (>= RtmpMessageType.SetChunkSize and <= RtmpMessageType.SetPeerBandwidth)
            or RtmpMessageType.Audio or RtmpMessageType.Amf0Command or RtmpMessageType.Amf3Command;

    /// <summary>
    /// Reads the rest of a chunk's header, behind its basic header (§5.3.1.2): of formats 0 to 3, each says less than the one before.
    /// </summary>
    /// <returns>False when more bytes are needed; nothing has changed then.</returns>
    /// <exception cref="RtmpProtocolException">It says too little for a first header, or something else than the
    /// message it continues.</exception>
    public bool TryBeginChunk(int format, ref SequenceReader<byte> reader, int maxMessageSize)
    {
        if (_isUnderWay)
        {
            return format == 3
                ? TryContinue(ref reader)
                : throw new RtmpProtocolException("A message begins amid another one of its chunk stream.");
        }

        if (format >= 2 && !_hasLength)
        {
            throw new RtmpProtocolException("A chunk stream begins without the length of its message.");
        }

        Span<byte> header = stackalloc byte[MaxHeaderSize];
        header = header[..(format switch { 0 => 11, 1 => 7, 2 => 3, _ => 0 })];
        if (!reader.TryCopyTo(header))
        {
            return false;
        }

        reader.Advance(header.Length);
        var field = format < 3 ? ReadUInt24(header) : _field;
        var time = (uint)field;
        if (field == Extended)
        {
            if (!reader.TryReadBigEndian(out int extended))
            {
                return false;
            }

            time = (uint)extended;
        }

        Begin(format, header, field, time, maxMessageSize);
        return true;
    }

    public void Take(in ReadOnlySequence<byte> bytes)
    {
        var count = (int)bytes.Length;
        if (IsKept(_type))
        {
            if (_message.Length < _received + count)
            {
                Array.Resize(ref _message, Math.Max(MinBuffer, Math.Max(2 * _message.Length, _received + count)));
            }

            bytes.CopyTo(_message.AsSpan(_received));
        }

        _received += count;
    }

    /// <returns>False when the message is not whole yet.</returns>
    public bool TryFinish(out RtmpMessage message)
    {
        message = default;
        if (Missing > 0)
        {
            return false;
        }

        message = new RtmpMessage(_type, _streamId, _timestamp, IsKept(_type) ? _message.AsMemory(0, _length) : default);
        Abort();
        return true;
    }

    /// <summary>Forgets what came of the message.</summary>
    public void Abort()
    {
        _isUnderWay = false;
        _received = 0;
    }

    private void Begin(int format, ReadOnlySpan<byte> header, int field, uint time, int maxMessageSize)
    {
        if (format <= 1)
        {
            (_length, _type, _hasLength) = (ReadUInt24(header[3..]), (RtmpMessageType)header[6], true);
        }

        if (format == 0)
        {
            _streamId = BinaryPrimitives.ReadUInt32LittleEndian(header[7..]);
        }

        if (IsKept(_type) && _length > maxMessageSize)
        {
            throw new RtmpProtocolException($"A message has more than {maxMessageSize} bytes.");
        }

        // A message by format 3 is as much later than the one before as that one's header said, even if that
        // was an absolute time (§5.3.1.2.4).
        _timestamp = format == 0 ? time : _timestamp + time;
        (_field, _time, _isUnderWay) = (field, time, true);
    }

    /// <summary>Some encoders repeat the extended timestamp in each chunk of the message, as they should, others do not.</summary>
    private bool TryContinue(ref SequenceReader<byte> reader)
    {
        if (_field != Extended)
        {
            return true;
        }

        Span<byte> ahead = stackalloc byte[sizeof(uint)];
        if (!reader.TryCopyTo(ahead))
        {
            return false;
        }

        var value = BinaryPrimitives.ReadUInt32BigEndian(ahead);
        if (value == _time || value == _timestamp)
        {
            reader.Advance(sizeof(uint));
        }

        return true;
    }

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => (bytes[0] << 16) | (bytes[1] << 8) | bytes[2];
}
