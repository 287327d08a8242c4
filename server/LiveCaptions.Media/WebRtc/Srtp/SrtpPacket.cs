using System.Buffers.Binary;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>What SRTP has to know of a packet's layout (RFC 3550 §5.1 and §6.4.1; RFC 3711 §3.1 and §3.4).</summary>
internal static class SrtpPacket
{
    /// <summary>Bytes of an RTCP packet that stay in the clear: the first header and the sender's SSRC.</summary>
    public const int RtcpHeaderSize = 8;

    /// <summary>Bytes of the E flag and the index.</summary>
    public const int SrtcpWordSize = 4;

    public const uint EncryptedFlag = 0x80000000;

    private const int RtpHeaderSize = 12;
    private const int ExtensionHeaderSize = 4;

    /// <summary>The RTP header with its CSRCs and its extension, all of which stay in the clear.</summary>
    /// <param name="tagSize">Bytes at the end that are not the packet's own.</param>
    /// <param name="headerSize">In bytes.</param>
    /// <returns>False when it is no RTP packet or ends inside its header.</returns>
    public static bool TryMeasureRtp(ReadOnlySpan<byte> packet, int tagSize, out int headerSize)
    {
        headerSize = RtpHeaderSize;
        var size = packet.Length - tagSize;
        if (size < headerSize || !IsVersion2(packet))
        {
            return false;
        }

        headerSize += (packet[0] & 0x0F) * sizeof(uint);
        if ((packet[0] & 0x10) == 0)
        {
            return size >= headerSize;
        }

        if (size < headerSize + ExtensionHeaderSize)
        {
            return false;
        }

        headerSize += ExtensionHeaderSize + (BinaryPrimitives.ReadUInt16BigEndian(packet[(headerSize + 2)..]) * sizeof(uint));
        return size >= headerSize;
    }

    public static ushort Sequence(ReadOnlySpan<byte> rtp) => BinaryPrimitives.ReadUInt16BigEndian(rtp[2..]);

    public static uint RtpSsrc(ReadOnlySpan<byte> rtp) => BinaryPrimitives.ReadUInt32BigEndian(rtp[8..]);

    public static uint RtcpSsrc(ReadOnlySpan<byte> rtcp) => BinaryPrimitives.ReadUInt32BigEndian(rtcp[4..]);

    public static bool IsRtcp(ReadOnlySpan<byte> packet, int trailerSize) =>
        packet.Length >= RtcpHeaderSize + trailerSize && IsVersion2(packet);

    private static bool IsVersion2(ReadOnlySpan<byte> packet) => packet[0] >> 6 == 2;
}
