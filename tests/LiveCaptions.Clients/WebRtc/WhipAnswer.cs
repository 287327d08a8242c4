using System.Net;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Clients.WebRtc;

/// <summary>What a publisher needs of the server's answer.</summary>
public sealed record WhipAnswer(IceCredentials Ice, CertificateFingerprint Fingerprint, IPEndPoint Candidate)
{
    /// <param name="sdp">An answer, or the fragment that answers an ICE restart.</param>
    /// <param name="fingerprint">For fragments, which have none.</param>
    public static WhipAnswer Parse(string sdp, CertificateFingerprint? fingerprint = null)
    {
        var lines = sdp.Split("\r\n");
        var candidate = Value("candidate").Split(' ');
        return new WhipAnswer(
            new IceCredentials(Value("ice-ufrag"), Value("ice-pwd")),
            fingerprint ?? CertificateFingerprint.Parse(Value("fingerprint"))!,
            new IPEndPoint(IPAddress.Parse(candidate[4]), int.Parse(candidate[5])));

        string Value(string name) => lines.First(line => line.StartsWith($"a={name}:", StringComparison.Ordinal))[$"a={name}:".Length..];
    }
}
