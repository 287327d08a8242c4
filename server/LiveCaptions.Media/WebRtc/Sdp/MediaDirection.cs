namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>Which way media goes, seen from the offerer (RFC 8866 §6.7).</summary>
internal enum MediaDirection
{
    SendRecv,
    SendOnly,
    RecvOnly,
    Inactive,
}
