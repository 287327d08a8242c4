namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>What a handshake is for: the SRTP profile that was chosen, and both directions' master keys.</summary>
public sealed record DtlsSrtpKeys(SrtpProfile Profile, SrtpKeys Keys);
