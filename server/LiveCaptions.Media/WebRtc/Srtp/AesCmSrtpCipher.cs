using System.Buffers.Binary;
using System.Numerics.Tensors;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>
/// AES in counter mode, then HMAC-SHA1 over the result (RFC 3711 §4). The tag is the last of a packet; in RTCP the SRTCP word stands
/// before it.
/// </summary>
internal sealed class AesCmSrtpCipher : ISrtpCipher
{
    private const int SaltSize = 14;

    private readonly AesCounterMode _rtp;
    private readonly AesCounterMode _rtcp;
    private readonly SrtpAuthenticator _rtpAuthenticator;
    private readonly SrtpAuthenticator _rtcpAuthenticator;
    private readonly byte[] _rtpSalt;
    private readonly byte[] _rtcpSalt;

    public AesCmSrtpCipher(SrtpSessionKeys rtp, SrtpSessionKeys rtcp)
    {
        _rtp = new AesCounterMode(rtp.Encryption, SrtpContext.MaxPacketSize);
        _rtcp = new AesCounterMode(rtcp.Encryption, SrtpContext.MaxPacketSize);
        _rtpAuthenticator = new SrtpAuthenticator(rtp.Authentication);
        _rtcpAuthenticator = new SrtpAuthenticator(rtcp.Authentication);
        _rtpSalt = [.. rtp.Salt];
        _rtcpSalt = [.. rtcp.Salt];
    }

    public int TagSize => SrtpAuthenticator.TagSize;

    public bool TryOpenRtp(Span<byte> packet, int headerSize, ulong index)
    {
        var body = packet[..^TagSize];
        if (!_rtpAuthenticator.IsAuthentic(body, Rollover(index), packet[^TagSize..]))
        {
            return false;
        }

        Xor(_rtp, body[headerSize..], _rtpSalt, SrtpPacket.RtpSsrc(packet), index);
        return true;
    }

    public void SealRtp(Span<byte> packet, int headerSize, ulong index)
    {
        var body = packet[..^TagSize];
        Xor(_rtp, body[headerSize..], _rtpSalt, SrtpPacket.RtpSsrc(packet), index);
        _rtpAuthenticator.Sign(body, Rollover(index), packet[^TagSize..]);
    }

    public bool TryOpenRtcp(Span<byte> packet)
    {
        if (!_rtcpAuthenticator.IsAuthentic(packet[..^TagSize], rollover: null, packet[^TagSize..]))
        {
            return false;
        }

        XorRtcp(packet);
        return true;
    }

    public void SealRtcp(Span<byte> packet)
    {
        XorRtcp(packet);
        _rtcpAuthenticator.Sign(packet[..^TagSize], rollover: null, packet[^TagSize..]);
    }

    public int SrtcpWordOffset(int packetSize) => packetSize - TagSize - SrtpPacket.SrtcpWordSize;

    public void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
        _rtpAuthenticator.Dispose();
        _rtcpAuthenticator.Dispose();
    }

    private void XorRtcp(Span<byte> packet)
    {
        var wordOffset = SrtcpWordOffset(packet.Length);
        var index = BinaryPrimitives.ReadUInt32BigEndian(packet[wordOffset..]) & ~SrtpPacket.EncryptedFlag;
        Xor(_rtcp, packet[SrtpPacket.RtcpHeaderSize..wordOffset], _rtcpSalt, SrtpPacket.RtcpSsrc(packet), index);
    }

    // RFC 3711 §4.1.1: (salt · 2^16) ^ (SSRC · 2^64) ^ (index · 2^16), and the last 16 bits count the blocks.
    private static void Xor(AesCounterMode keystream, Span<byte> payload, ReadOnlySpan<byte> salt, uint ssrc, ulong index)
    {
        Span<byte> firstBlock = stackalloc byte[AesCounterMode.BlockSize];
        firstBlock.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(firstBlock[4..], ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(firstBlock[8..], index << 16);
        TensorPrimitives.Xor(firstBlock[..SaltSize], salt, firstBlock);
        keystream.Xor(payload, firstBlock);
    }

    private static uint Rollover(ulong index) => (uint)(index >> 16);
}
