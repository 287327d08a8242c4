namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>A payload type of an offered section, with what rtpmap, fmtp and rtcp-fb say about it.</summary>
/// <param name="payloadType">0 to 127.</param>
internal sealed class OfferedCodec(int payloadType)
{
    // With RTP and RTCP on one port these cannot be told from RTCP packet types (RFC 5761 §4).
    private const int FirstLikeRtcp = 64;
    private const int LastLikeRtcp = 95;

    public int PayloadType { get; } = payloadType;

    /// <summary>Encoding as in rtpmap, such as <c>opus/48000/2</c>; null where there is no rtpmap line.</summary>
    public string? Encoding { get; private set; }

    /// <summary>The parameters of fmtp; null where there are none.</summary>
    public string? FormatParameters { get; private set; }

    /// <summary>rtcp-fb has <c>nack</c> without parameter: lost packets may be asked for again.</summary>
    public bool Nack { get; private set; }

    /// <summary>Opus as RFC 7587 §7 has it; the name in any case.</summary>
    public bool IsOpus => CanBeReceived && string.Equals(Encoding, "opus/48000/2", StringComparison.OrdinalIgnoreCase);

    /// <summary>A codec of pictures, not one of retransmission or redundancy.</summary>
    public bool IsVideo =>
        CanBeReceived && Encoding?.ToUpperInvariant() is "H264/90000" or "H265/90000" or "VP8/90000" or "VP9/90000" or "AV1/90000";

    /// <summary>An answer can name it.</summary>
    public bool IsRepeatable => CanBeReceived && Encoding is not null;

    private bool CanBeReceived => PayloadType is < FirstLikeRtcp or > LastLikeRtcp;

    /// <summary>Takes what stands behind the payload type in an rtpmap, fmtp or rtcp-fb line.</summary>
    public void Take(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (name)
        {
            case "rtpmap":
                Encoding = SdpGrammar.AreTokens(value) ? value.ToString() : null;
                break;
            case "fmtp":
                FormatParameters = SdpGrammar.IsRepeatable(value) ? value.ToString() : null;
                break;
            case "rtcp-fb":
                Nack |= value is "nack";
                break;
        }
    }
}
