using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtp;

/// <summary>Writes the compound packet that a receiver must send: its report (RFC 3550 §6.4.2) and its name (SDES CNAME, §6.5.1).</summary>
public static class ReceiverReport
{
    /// <summary>Bytes that always hold a report.</summary>
    public const int MaxLength = 8 + ReportBlock.Length + 8 + 2 + MaxNameLength + 4;

    private const int MaxNameLength = byte.MaxValue;
    private const byte CanonicalName = 1;

    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="ssrc">Ours.</param>
    /// <param name="block">Null as long as nothing was received.</param>
    /// <param name="name">Our CNAME in UTF-8, at most 255 bytes.</param>
    /// <returns>The bytes written; other RTCP packets, such as a NACK, may be appended there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The name is too long.</exception>
    public static int Write(Span<byte> destination, uint ssrc, ReportBlock? block, ReadOnlySpan<byte> name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, MaxNameLength, nameof(name));
        var length = 8 + (block is null ? 0 : ReportBlock.Length);
        RtcpHeader.Write(destination, count: block is null ? 0 : 1, RtcpHeader.ReceiverReport, length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], ssrc);
        block?.Write(destination[8..]);
        return length + WriteSourceDescription(destination[length..], ssrc, name);
    }

    // A chunk's items end with one to four zero bytes, up to the next word.
    private static int WriteSourceDescription(Span<byte> destination, uint ssrc, ReadOnlySpan<byte> name)
    {
        var length = ((8 + 2 + name.Length) / 4 * 4) + 4;
        destination[..length].Clear();
        RtcpHeader.Write(destination, count: 1, RtcpHeader.SourceDescription, length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], ssrc);
        destination[8] = CanonicalName;
        destination[9] = (byte)name.Length;
        name.CopyTo(destination[10..]);
        return length;
    }
}
