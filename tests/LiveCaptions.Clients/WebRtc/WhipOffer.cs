using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Clients.WebRtc;

/// <summary>The offer of a publisher that sends Opus and nothing else.</summary>
public static class WhipOffer
{
    public const byte PayloadType = 111;

    public static string Write(IceCredentials ice, CertificateFingerprint fingerprint, bool nack) => string.Join("\r\n", (string[])
    [
        "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0",
        $"m=audio 9 UDP/TLS/RTP/SAVPF {PayloadType}", "c=IN IP4 0.0.0.0", "a=mid:0", "a=sendonly", "a=rtcp-mux",
        $"a=ice-ufrag:{ice.Ufrag}", $"a=ice-pwd:{ice.Password}", $"a=fingerprint:{fingerprint}", "a=setup:actpass",
        $"a=rtpmap:{PayloadType} opus/48000/2", .. nack ? [$"a=rtcp-fb:{PayloadType} nack"] : (string[])[], "",
    ]);
}
