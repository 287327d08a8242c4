using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Rtp;

/// <summary>A sender report, or one source that says BYE (RFC 3550 §6.6).</summary>
/// <param name="Ssrc">Of the reporting or leaving source.</param>
/// <param name="Report">Only of a <see cref="RtcpItemKind.SenderReport"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RtcpItem(RtcpItemKind Kind, uint Ssrc, SenderReport Report);
