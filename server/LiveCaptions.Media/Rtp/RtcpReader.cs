using System.Buffers.Binary;

namespace LiveCaptions.Media.Rtp;

/// <summary>
/// Goes through a compound RTCP packet (RFC 3550 §6.1), or a reduced-size one (RFC 5506), and gives out sender reports and
/// leaving sources. Everything else is meant for senders (receiver reports, NACK, PLI, REMB, XR …) and is passed over.
/// </summary>
public ref struct RtcpReader
{
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _leaving;

    private RtcpReader(ReadOnlySpan<byte> compound) => _rest = compound;

    /// <summary>Checks the chain of lengths before anything of it is believed (RFC 3550 A.2).</summary>
    /// <param name="compound">A datagram, already decrypted.</param>
    /// <returns>False for what is no RTCP, or whose lengths do not add up.</returns>
    public static bool TryParse(ReadOnlySpan<byte> compound, out RtcpReader reader)
    {
        reader = default;
        var rest = compound;
        do
        {
            if (!RtcpHeader.TryGetLength(rest, out var length) || !HasValidPadding(rest[..length], isLast: length == rest.Length))
            {
                return false;
            }

            rest = rest[length..];
        }
        while (!rest.IsEmpty);

        reader = new RtcpReader(compound);
        return true;
    }

    /// <returns>False when there is nothing more.</returns>
    public bool TryRead(out RtcpItem item)
    {
        while (_leaving.IsEmpty)
        {
            if (!RtcpHeader.TryGetLength(_rest, out var length))
            {
                item = default;
                return false;
            }

            var packet = _rest[..length];
            _rest = _rest[length..];
            if (packet[1] == RtcpHeader.SenderReport && length >= SenderReport.Length)
            {
                var report = SenderReport.Read(packet);
                item = new RtcpItem(RtcpItemKind.SenderReport, report.Ssrc, report);
                return true;
            }

            _leaving = packet[1] == RtcpHeader.Bye ? SourcesIn(packet) : default;
        }

        item = new RtcpItem(RtcpItemKind.Bye, BinaryPrimitives.ReadUInt32BigEndian(_leaving), default);
        _leaving = _leaving[sizeof(uint)..];
        return true;
    }

    // Only the last packet may be padded; the last octet counts the padding in bytes, whole words.
    private static bool HasValidPadding(ReadOnlySpan<byte> packet, bool isLast)
    {
        if (!IsPadded(packet))
        {
            return true;
        }

        var padding = packet[^1];
        return isLast && padding != 0 && padding % sizeof(uint) == 0 && padding <= packet.Length - RtcpHeader.Length;
    }

    // As many as the count says and the length (without padding) holds; a reason for leaving may follow them.
    private static ReadOnlySpan<byte> SourcesIn(ReadOnlySpan<byte> bye)
    {
        var sources = bye[RtcpHeader.Length..(bye.Length - (IsPadded(bye) ? bye[^1] : 0))];
        var length = (bye[0] & 0x1F) * sizeof(uint);
        return length <= sources.Length ? sources[..length] : default;
    }

    private static bool IsPadded(ReadOnlySpan<byte> packet) => (packet[0] & 0x20) != 0;
}
