using System.Buffers.Binary;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>
/// SRTP and SRTCP in one direction (RFC 3711; RFC 7714 for GCM): what a peer sends us, or what we send it. Packets are changed in
/// place and nothing is allocated per packet. Only an authentic packet changes any state. Not thread-safe.
/// </summary>
/// <remarks>SRTCP that is not encrypted is refused: WebRTC has no way to agree on it (RFC 5764 §4.1.2).</remarks>
public sealed class SrtpContext : IDisposable
{
    /// <summary>Bytes of a protected packet; longer ones are refused.</summary>
    public const int MaxPacketSize = 2048;

    /// <summary>SSRCs in one direction; packets of further ones are refused.</summary>
    public const int MaxStreams = 16;

    private readonly ISrtpCipher _cipher;
    private readonly SrtpStream[] _streams = new SrtpStream[MaxStreams];
    private int _streamCount;

    /// <param name="masterKey">16 bytes, see <see cref="SrtpKeys"/>.</param>
    /// <param name="masterSalt">12 bytes for GCM, 14 for counter mode.</param>
    /// <exception cref="ArgumentException">Key or salt have another size.</exception>
    public SrtpContext(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt)
        : this(CreateCipher(profile, masterKey, masterSalt))
    {
    }

    internal SrtpContext(ISrtpCipher cipher) => _cipher = cipher;

    /// <summary>Bytes by which a protected RTP packet is longer.</summary>
    public int RtpOverhead => _cipher.TagSize;

    /// <summary>Bytes by which a protected RTCP packet is longer.</summary>
    public int RtcpOverhead => _cipher.TagSize + SrtpPacket.SrtcpWordSize;

    /// <summary>Checks and decrypts an SRTP packet in place.</summary>
    /// <param name="packet">The datagram; as it was when it is refused.</param>
    /// <param name="length">Bytes of the RTP packet at its front; 0 when it is refused.</param>
    /// <returns>False for what is malformed, forged, replayed or too old.</returns>
    public bool TryUnprotectRtp(Span<byte> packet, out int length)
    {
        length = 0;
        if (packet.Length > MaxPacketSize
            || !SrtpPacket.TryMeasureRtp(packet, RtpOverhead, out var headerSize)
            || !TryFindStream(SrtpPacket.RtpSsrc(packet), out var slot))
        {
            return false;
        }

        ref var window = ref _streams[slot].Rtp;
        if (!window.TryComplete(SrtpPacket.Sequence(packet), out var index)
            || !window.IsFresh(index)
            || !_cipher.TryOpenRtp(packet, headerSize, index))
        {
            return false;
        }

        window.Accept(index);
        Keep(slot, SrtpPacket.RtpSsrc(packet));
        length = packet.Length - RtpOverhead;
        return true;
    }

    /// <summary>Checks and decrypts an SRTCP packet in place.</summary>
    /// <param name="packet">The datagram; as it was when it is refused.</param>
    /// <param name="length">Bytes of the compound RTCP packet at its front; 0 when it is refused.</param>
    /// <returns>False for what is malformed, forged, replayed, too old or not encrypted.</returns>
    public bool TryUnprotectRtcp(Span<byte> packet, out int length)
    {
        length = 0;
        if (packet.Length > MaxPacketSize
            || !SrtpPacket.IsRtcp(packet, RtcpOverhead)
            || !TryFindStream(SrtpPacket.RtcpSsrc(packet), out var slot))
        {
            return false;
        }

        var word = BinaryPrimitives.ReadUInt32BigEndian(packet[_cipher.SrtcpWordOffset(packet.Length)..]);
        var index = word & ~SrtpPacket.EncryptedFlag;
        ref var window = ref _streams[slot].Rtcp;
        if (word == index || !window.IsFresh(index) || !_cipher.TryOpenRtcp(packet))
        {
            return false;
        }

        window.Accept(index);
        Keep(slot, SrtpPacket.RtcpSsrc(packet));
        length = packet.Length - RtcpOverhead;
        return true;
    }

    /// <summary>Encrypts an RTP packet in place and appends the tag.</summary>
    /// <param name="buffer">The packet and at least <see cref="RtpOverhead"/> bytes behind it.</param>
    /// <param name="length">Bytes of the packet.</param>
    /// <returns>Bytes of the protected packet.</returns>
    /// <exception cref="ArgumentException">No RTP packet, too long, or no room behind it.</exception>
    /// <exception cref="InvalidOperationException">The sequence number was used before or is far behind,
    /// or it is one SSRC too many.</exception>
    public int ProtectRtp(Span<byte> buffer, int length)
    {
        var packet = WithRoom(buffer, length, RtpOverhead);
        if (!SrtpPacket.TryMeasureRtp(packet, RtpOverhead, out var headerSize))
        {
            throw new ArgumentException("No RTP packet.", nameof(buffer));
        }

        var slot = FindStreamToSend(SrtpPacket.RtpSsrc(packet));
        ref var window = ref _streams[slot].Rtp;
        if (!window.TryComplete(SrtpPacket.Sequence(packet), out var index) || !window.IsFresh(index))
        {
            // The same keystream twice would give away both packets.
            throw new InvalidOperationException($"RTP sequence number {SrtpPacket.Sequence(packet)} was used before.");
        }

        _cipher.SealRtp(packet, headerSize, index);
        window.Accept(index);
        Keep(slot, SrtpPacket.RtpSsrc(packet));
        return packet.Length;
    }

    /// <summary>Encrypts a compound RTCP packet in place and appends index and tag.</summary>
    /// <param name="buffer">The packet and at least <see cref="RtcpOverhead"/> bytes behind it.</param>
    /// <param name="length">Bytes of the packet.</param>
    /// <returns>Bytes of the protected packet.</returns>
    /// <exception cref="ArgumentException">No RTCP packet, too long, or no room behind it.</exception>
    /// <exception cref="InvalidOperationException">It is one SSRC too many, or its 2^31 packets were sent.</exception>
    public int ProtectRtcp(Span<byte> buffer, int length)
    {
        var packet = WithRoom(buffer, length, RtcpOverhead);
        if (!SrtpPacket.IsRtcp(packet, RtcpOverhead))
        {
            throw new ArgumentException("No RTCP packet.", nameof(buffer));
        }

        var slot = FindStreamToSend(SrtpPacket.RtcpSsrc(packet));
        var index = _streams[slot].NextRtcpIndex;
        if (index >= SrtpPacket.EncryptedFlag)
        {
            throw new InvalidOperationException("All RTCP packets that one key is good for were sent.");
        }

        BinaryPrimitives.WriteUInt32BigEndian(packet[_cipher.SrtcpWordOffset(packet.Length)..], SrtpPacket.EncryptedFlag | index);
        _cipher.SealRtcp(packet);
        _streams[slot].NextRtcpIndex = index + 1;
        Keep(slot, SrtpPacket.RtcpSsrc(packet));
        return packet.Length;
    }

    public void Dispose() => _cipher.Dispose();

    private static ISrtpCipher CreateCipher(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt)
    {
        if (masterKey.Length != SrtpProfiles.KeySize || masterSalt.Length != profile.SaltSize())
        {
            throw new ArgumentException(
                $"{profile} takes a key of {SrtpProfiles.KeySize} and a salt of {profile.SaltSize()} bytes.", nameof(masterKey));
        }

        using var rtp = SrtpSessionKeys.ForRtp(profile, masterKey, masterSalt);
        using var rtcp = SrtpSessionKeys.ForRtcp(profile, masterKey, masterSalt);
        return profile == SrtpProfile.Aes128Gcm ? new AesGcmSrtpCipher(rtp, rtcp) : new AesCmSrtpCipher(rtp, rtcp);
    }

    private static Span<byte> WithRoom(Span<byte> buffer, int length, int overhead)
    {
        if (length < 0 || length > MaxPacketSize - overhead || length > buffer.Length - overhead)
        {
            throw new ArgumentException(
                $"A packet of {length} bytes needs {overhead} more, {MaxPacketSize} in all at most.", nameof(length));
        }

        return buffer[..(length + overhead)];
    }

    /// <summary>The stream of this SSRC, or else a free slot, which stays free until <see cref="Keep"/>.</summary>
    private bool TryFindStream(uint ssrc, out int slot)
    {
        for (slot = 0; slot < _streamCount; slot++)
        {
            if (_streams[slot].Ssrc == ssrc)
            {
                return true;
            }
        }

        return slot < MaxStreams;
    }

    private int FindStreamToSend(uint ssrc) =>
        TryFindStream(ssrc, out var slot) ? slot : throw new InvalidOperationException($"More than {MaxStreams} SSRCs.");

    private void Keep(int slot, uint ssrc)
    {
        _streams[slot].Ssrc = ssrc;
        _streamCount = Math.Max(_streamCount, slot + 1);
    }
}
