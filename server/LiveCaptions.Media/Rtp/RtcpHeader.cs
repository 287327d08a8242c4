using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtp;

/// <summary>The four bytes that every RTCP packet begins with (RFC 3550 §6.4).</summary>
internal static class RtcpHeader
{
    public const int Length = 4;
    public const byte SenderReport = 200;
    public const byte ReceiverReport = 201;
    public const byte SourceDescription = 202;
    public const byte Bye = 203;
    public const byte TransportFeedback = 205;

    private const int Version = 2;

    /// <param name="count">Report blocks, sources or the feedback's format: the lower five bits of the first byte.</param>
    /// <param name="length">Of the whole packet in bytes, a multiple of four.</param>
    public static void Write(Span<byte> destination, int count, byte packetType, int length)
    {
        destination[0] = (byte)((Version << 6) | count);
        destination[1] = packetType;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)((length / sizeof(uint)) - 1));
    }

    /// <summary>The length of the packet at the front of <paramref name="bytes"/>.</summary>
    /// <returns>False when it is not of version 2 or longer than what there is.</returns>
    public static bool TryGetLength(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < Length || bytes[0] >> 6 != Version)
        {
            return false;
        }

        length = (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) + 1) * sizeof(uint);
        return length <= bytes.Length;
    }
}
