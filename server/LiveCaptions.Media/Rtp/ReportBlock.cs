using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Rtp;

/// <summary>What a receiver report says of one source (RFC 3550 §6.4.1).</summary>
/// <param name="FractionLost">Since the report before, in 1/256.</param>
/// <param name="CumulativeLost">Signed 24 bits: duplicates may make it negative.</param>
/// <param name="HighestSequenceNumber">With the number of rollovers in the upper half.</param>
/// <param name="Jitter">Of the arrival times, in timestamp units.</param>
/// <param name="LastSenderReport">Middle 32 bits of the last sender report's NTP time; 0 before the first.</param>
/// <param name="DelaySinceSenderReport">How long ago that report came, in 1/65536 s.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReportBlock(
    uint Ssrc,
    byte FractionLost,
    int CumulativeLost,
    uint HighestSequenceNumber,
    uint Jitter,
    uint LastSenderReport,
    uint DelaySinceSenderReport)
{
    internal const int Length = 24;

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, Ssrc);
        BinaryPrimitives.WriteInt32BigEndian(destination[4..], CumulativeLost & 0xFFFFFF);
        destination[4] = FractionLost;
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], HighestSequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(destination[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], LastSenderReport);
        BinaryPrimitives.WriteUInt32BigEndian(destination[20..], DelaySinceSenderReport);
    }
}
