namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>
/// Protects the packets of one direction under its session keys; knows no state of a stream. Packets are given with their tag (and
/// RTCP packets with their SRTCP word: the E flag and the index), which sealing fills in. Sizes were checked by the caller.
/// </summary>
internal interface ISrtpCipher : IDisposable
{
    /// <summary>Bytes of the tag.</summary>
    int TagSize { get; }

    /// <summary>Decrypts in place what is authentic; leaves the rest as it came.</summary>
    /// <param name="headerSize">Bytes of the RTP header with CSRCs and extension.</param>
    /// <param name="index">Rollover counter and sequence number, 48 bits.</param>
    bool TryOpenRtp(Span<byte> packet, int headerSize, ulong index);

    void SealRtp(Span<byte> packet, int headerSize, ulong index);

    /// <summary>Decrypts in place what is authentic; leaves the rest as it came.</summary>
    bool TryOpenRtcp(Span<byte> packet);

    void SealRtcp(Span<byte> packet);

    /// <summary>Where the SRTCP word stands in a protected RTCP packet of this many bytes.</summary>
    int SrtcpWordOffset(int packetSize);
}
