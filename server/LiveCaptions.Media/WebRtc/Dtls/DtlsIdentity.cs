using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using Certificate = Org.BouncyCastle.Tls.Certificate;
using CertificateRequest = System.Security.Cryptography.X509Certificates.CertificateRequest;

namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>
/// Who one side of DTLS is: a P-256 key and a self-signed certificate that live as long as the process. Nobody checks the certificate's
/// name or dates; its fingerprint in the session description is what counts (RFC 8827 §6.5). Shared by all connections; thread-safe.
/// </summary>
public sealed class DtlsIdentity
{
    private const string Subject = "CN=LiveCaptions";

    private readonly AsymmetricKeyParameter _privateKey;
    private readonly byte[] _certificate;

    private DtlsIdentity(AsymmetricKeyParameter privateKey, byte[] certificate) => (_privateKey, _certificate) = (privateKey, certificate);

    /// <summary>Of the certificate.</summary>
    public CertificateFingerprint Fingerprint => CertificateFingerprint.Of(_certificate);

    /// <param name="now">From a day before which the certificate is valid, for ten years.</param>
    public static DtlsIdentity Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        return new DtlsIdentity(PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()), certificate.RawData);
    }

    /// <summary>What one handshake signs with.</summary>
    internal TlsCredentialedSigner ToSigner(TlsContext context)
    {
        var crypto = (BcTlsCrypto)context.Crypto;
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context),
            crypto,
            _privateKey,
            new Certificate([crypto.CreateCertificate(_certificate)]),
            SignatureAndHashAlgorithm.GetInstance(Org.BouncyCastle.Tls.HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
