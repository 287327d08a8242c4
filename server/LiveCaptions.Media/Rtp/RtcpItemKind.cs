namespace LiveCaptions.Media.Rtp;

/// <summary>What a receiver wants to know of a sender's RTCP.</summary>
public enum RtcpItemKind
{
    SenderReport,
    Bye,
}
