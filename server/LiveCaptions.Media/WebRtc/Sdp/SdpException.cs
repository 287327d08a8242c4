namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>A session description that is broken (<see cref="IsMalformed"/>), or one that is understood but cannot be served.</summary>
/// <param name="code">One of the constants of this class: what a program looks at.</param>
/// <param name="message">What a person reads: one line, what is wrong and what to do. Holds nothing of the description itself.</param>
public sealed class SdpException(string code, string message) : Exception(message)
{
    /// <summary>Not SDP, or SDP that breaks its grammar or our limits.</summary>
    public const string Malformed = "sdp_malformed";

    /// <summary>No audio section that sends.</summary>
    public const string NoAudio = "no_audio";

    /// <summary>Audio, but not as opus/48000/2.</summary>
    public const string NoOpus = "no_opus";

    /// <summary>RTP and RTCP are not offered on one port.</summary>
    public const string RtcpMuxRequired = "rtcp_mux_required";

    /// <summary>The offerer wants to be the DTLS server, which we are.</summary>
    public const string SetupUnusable = "setup_unusable";

    /// <summary>No fingerprint of a hash that is strong enough.</summary>
    public const string FingerprintUnusable = "fingerprint_unusable";

    /// <summary>No user name fragment or password for ICE.</summary>
    public const string IceMissing = "ice_missing";

    /// <summary>The offerer is ICE-lite, as we are: nobody would begin.</summary>
    public const string IceLiteOffered = "ice_lite_offered";

    public string Code { get; } = code;

    /// <summary>True for broken text (HTTP 400), false for an offer that cannot be served (HTTP 422).</summary>
    public bool IsMalformed => Code == Malformed;

    internal static SdpException Broken(string message) => new(Malformed, message);
}
