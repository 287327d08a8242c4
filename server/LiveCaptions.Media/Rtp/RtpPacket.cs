using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtp;

/// <summary>
/// One RTP packet (RFC 3550 §5.1), read in place: header, CSRCs and header extension (of any profile) are passed over, padding is cut off.
/// </summary>
public readonly ref struct RtpPacket
{
    /// <summary>Bytes of a header without CSRCs and extension.</summary>
    public const int PlainHeaderLength = 12;

    private const int Version = 2;

    public byte PayloadType { get; init; }

    public bool Marker { get; init; }

    public ushort SequenceNumber { get; init; }

    /// <summary>In the payload's clock, 48 kHz for Opus (RFC 7587 §4.1).</summary>
    public uint Timestamp { get; init; }

    public uint Ssrc { get; init; }

    /// <summary>Bytes before the payload.</summary>
    public int HeaderLength { get; init; }

    /// <summary>Without padding; may be empty.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Reads a packet that is already decrypted.</summary>
    /// <returns>False for what is no RTP packet of version 2, or whose lengths do not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out RtpPacket packet)
    {
        packet = default;
        if (!TryGetHeaderLength(datagram, out var headerLength) || !TryCutPadding(datagram[0], datagram[headerLength..], out var payload))
        {
            return false;
        }

        packet = new RtpPacket
        {
            Marker = (datagram[1] & 0x80) != 0,
            PayloadType = (byte)(datagram[1] & 0x7F),
            SequenceNumber = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]),
            Timestamp = BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]),
            Ssrc = BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]),
            HeaderLength = headerLength,
            Payload = payload,
        };
        return true;
    }

    /// <summary>Where the payload begins; also of packets whose payload is encrypted, as the header is not.</summary>
    /// <returns>False for what is no RTP packet of version 2, or shorter than its header.</returns>
    public static bool TryGetHeaderLength(ReadOnlySpan<byte> datagram, out int headerLength)
    {
        headerLength = 0;
        if (datagram.Length < PlainHeaderLength || datagram[0] >> 6 != Version)
        {
            return false;
        }

        var length = PlainHeaderLength + ((datagram[0] & 0x0F) * sizeof(uint));
        if ((datagram[0] & 0x10) != 0)
        {
            if (datagram.Length < length + sizeof(uint))
            {
                return false;
            }

            length += sizeof(uint) + (BinaryPrimitives.ReadUInt16BigEndian(datagram[(length + 2)..]) * sizeof(uint));
        }

        headerLength = length;
        return length <= datagram.Length;
    }

    /// <summary>Writes a header without CSRCs and extension; the payload follows at <see cref="PlainHeaderLength"/>.</summary>
    /// <param name="destination">At least <see cref="PlainHeaderLength"/> bytes.</param>
    public static void WriteHeader(Span<byte> destination, byte payloadType, bool marker, ushort sequenceNumber, uint timestamp, uint ssrc)
    {
        destination[0] = Version << 6;
        destination[1] = (byte)((marker ? 0x80 : 0) | (payloadType & 0x7F));
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], sequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], ssrc);
    }

    // The last octet counts the padding, itself included.
    private static bool TryCutPadding(byte flags, ReadOnlySpan<byte> padded, out ReadOnlySpan<byte> payload)
    {
        payload = padded;
        if ((flags & 0x20) == 0)
        {
            return true;
        }

        if (padded.IsEmpty || padded[^1] == 0 || padded[^1] > padded.Length)
        {
            return false;
        }

        payload = padded[..^padded[^1]];
        return true;
    }
}
