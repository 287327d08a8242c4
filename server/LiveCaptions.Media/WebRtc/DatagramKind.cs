namespace LiveCaptions.Media.WebRtc;

/// <summary>What a datagram on the one port is, by its first byte (RFC 7983 §7) and, for RTCP, its second (RFC 5761 §4).</summary>
public enum DatagramKind
{
    Unknown,
    Stun,
    Dtls,
    Rtp,
    Rtcp,
}
