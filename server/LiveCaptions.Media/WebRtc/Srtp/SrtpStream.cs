using System.Runtime.InteropServices;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>What is kept of one SSRC.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SrtpStream
{
    public uint Ssrc;

    public ReplayWindow Rtp;

    public ReplayWindow Rtcp;

    /// <summary>The index of the next RTCP packet to be sent.</summary>
    public uint NextRtcpIndex;
}
