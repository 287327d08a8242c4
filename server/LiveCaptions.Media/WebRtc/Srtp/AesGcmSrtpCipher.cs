using System.Buffers.Binary;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>
/// AES-GCM (RFC 7714). RTP: the header is authenticated, the rest encrypted too, the tag comes last. RTCP: the header and the SRTCP
/// word are authenticated, and the word comes last, behind the tag.
/// </summary>
internal sealed class AesGcmSrtpCipher : ISrtpCipher
{
    private readonly GcmSeal _rtp;
    private readonly GcmSeal _rtcp;

    public AesGcmSrtpCipher(SrtpSessionKeys rtp, SrtpSessionKeys rtcp)
    {
        _rtp = new GcmSeal(rtp.Encryption, rtp.Salt);
        _rtcp = new GcmSeal(rtcp.Encryption, rtcp.Salt);
    }

    public int TagSize => GcmSeal.TagSize;

    public bool TryOpenRtp(Span<byte> packet, int headerSize, ulong index) =>
        _rtp.TryOpen(packet[headerSize..^TagSize], packet[^TagSize..], packet[..headerSize], SrtpPacket.RtpSsrc(packet), index);

    public void SealRtp(Span<byte> packet, int headerSize, ulong index) =>
        _rtp.Seal(packet[headerSize..^TagSize], packet[^TagSize..], packet[..headerSize], SrtpPacket.RtpSsrc(packet), index);

    public bool TryOpenRtcp(Span<byte> packet)
    {
        Span<byte> associated = stackalloc byte[SrtpPacket.RtcpHeaderSize + SrtpPacket.SrtcpWordSize];
        var index = ReadAssociated(packet, associated);
        return _rtcp.TryOpen(RtcpBody(packet), RtcpTag(packet), associated, SrtpPacket.RtcpSsrc(packet), index);
    }

    public void SealRtcp(Span<byte> packet)
    {
        Span<byte> associated = stackalloc byte[SrtpPacket.RtcpHeaderSize + SrtpPacket.SrtcpWordSize];
        var index = ReadAssociated(packet, associated);
        _rtcp.Seal(RtcpBody(packet), RtcpTag(packet), associated, SrtpPacket.RtcpSsrc(packet), index);
    }

    public int SrtcpWordOffset(int packetSize) => packetSize - SrtpPacket.SrtcpWordSize;

    public void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
    }

    // The header and the SRTCP word are not neighbours in the packet; as associated data they are (RFC 7714 §9.2).
    private static uint ReadAssociated(ReadOnlySpan<byte> packet, Span<byte> associated)
    {
        packet[..SrtpPacket.RtcpHeaderSize].CopyTo(associated);
        packet[^SrtpPacket.SrtcpWordSize..].CopyTo(associated[SrtpPacket.RtcpHeaderSize..]);
        return BinaryPrimitives.ReadUInt32BigEndian(packet[^SrtpPacket.SrtcpWordSize..]) & ~SrtpPacket.EncryptedFlag;
    }

    private Span<byte> RtcpBody(Span<byte> packet) => packet[SrtpPacket.RtcpHeaderSize..^(TagSize + SrtpPacket.SrtcpWordSize)];

    private Span<byte> RtcpTag(Span<byte> packet) => packet.Slice(packet.Length - TagSize - SrtpPacket.SrtcpWordSize, TagSize);
}
