using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Rtp;

/// <summary>What a sender report (RFC 3550 §6.4.1) says of its sender's clocks; its counters are not read.</summary>
/// <param name="NtpTime">Seconds since 1900 as 32.32 fixed point, of the sender's wall clock.</param>
/// <param name="RtpTimestamp">The same instant in the sender's RTP clock.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SenderReport(uint Ssrc, ulong NtpTime, uint RtpTimestamp)
{
    /// <summary>Bytes of a report without report blocks.</summary>
    public const int Length = 28;


    /// <summary>Writes a report without report blocks and with counters of zero, as tests and benchmarks send it.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    public int Write(Span<byte> destination)
    {
        destination[..Length].Clear();
        RtcpHeader.Write(destination, count: 0, RtcpHeader.SenderReport, Length);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], Ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], NtpTime);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], RtpTimestamp);
        return Length;
    }

    /// <param name="packet">At least <see cref="Length"/> bytes, with the header.</param>
    internal static SenderReport Read(ReadOnlySpan<byte> packet) => new(
        BinaryPrimitives.ReadUInt32BigEndian(packet[4..]),
        BinaryPrimitives.ReadUInt64BigEndian(packet[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(packet[16..]));
}
