using LiveCaptions.Media.WebRtc.Srtp;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>What both ends of our DTLS-SRTP agree to: DTLS 1.2, ephemeral keys, AES-GCM (RFC 8827 §6.5), extended master secret.</summary>
internal static class DtlsPolicy
{
    /// <summary>Longest that a handshake may take; browsers give up after 10 to 30 s themselves.</summary>
    public const int HandshakeMilliseconds = 10_000;

    /// <summary>
    /// Until a flight is sent again for the first time; BouncyCastle's second would be the whole delay of a publisher that lost a packet.
    /// </summary>
    public const int ResendMilliseconds = 300;

    /// <summary>RFC 5764 §4.2.</summary>
    private const string ExporterLabel = "EXTRACTOR-dtls_srtp";

    /// <summary>In order of preference.</summary>
    public static readonly SrtpProfile[] SrtpProfiles = [SrtpProfile.Aes128Gcm, SrtpProfile.Aes128CmSha1];

    public static readonly int[] CipherSuites =
    [
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    ];

    public static TlsCrypto NewCrypto() => new BcTlsCrypto();

    public static DtlsSrtpKeys ExportKeys(TlsContext context, SrtpProfile profile) =>
        new(profile, context.ExportKeyingMaterial(ExporterLabel, context_value: null, SrtpKeys.ExportedSize(profile)));

    /// <exception cref="TlsFatalAlert">The certificate is not one of those that the session description announced.</exception>
    public static void Check(Certificate presented, IReadOnlyList<CertificateFingerprint> announced)
    {
        if (presented.IsEmpty || !announced.Any(fingerprint => fingerprint.Matches(presented.GetCertificateAt(0).GetEncoded())))
        {
            throw new TlsFatalAlert(
                AlertDescription.bad_certificate, "The certificate is not the one that the session description announced.");
        }
    }
}
