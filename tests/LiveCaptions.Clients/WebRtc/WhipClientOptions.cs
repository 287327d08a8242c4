using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Clients.WebRtc;

/// <summary>How a <see cref="WhipClient"/> behaves.</summary>
public sealed record WhipClientOptions(DtlsIdentity Identity, DtlsHandshakes Handshakes)
{
    public IReadOnlyList<SrtpProfile> Profiles { get; init; } = [SrtpProfile.Aes128Gcm];

    /// <summary>Sends lost packets again when asked.</summary>
    public bool Nack { get; init; }

    /// <summary>Announces another certificate than the one it shows.</summary>
    public CertificateFingerprint? Announced { get; init; }

    /// <summary>Says more, or other things, in its offer.</summary>
    public Func<string, string> Reword { get; init; } = offer => offer;

    /// <summary>How long it checks for an answer before it gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Misunderstands the answer.</summary>
    public Func<WhipAnswer, WhipAnswer> Distort { get; init; } = answer => answer;
}
