namespace LiveCaptions.Media.WebRtc;

/// <summary>Tells datagrams apart.</summary>
public static class DatagramKinds
{
    /// <summary>Shortest that any of the protocols has: an RTP header, or a DTLS record's.</summary>
    private const int MinLength = 12;

    public static DatagramKind Of(ReadOnlySpan<byte> datagram) => datagram.Length < MinLength
        ? DatagramKind.Unknown
        : datagram[0] switch
        {
            <= 3 => DatagramKind.Stun,
            >= 20 and <= 63 => DatagramKind.Dtls,
            >= 128 and <= 191 => datagram[1] is >= 192 and <= 223 ? DatagramKind.Rtcp : DatagramKind.Rtp,
            _ => DatagramKind.Unknown,
        };
}
