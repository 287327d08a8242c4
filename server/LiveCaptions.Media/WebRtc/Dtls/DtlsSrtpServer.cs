using LiveCaptions.Media.WebRtc.Srtp;
using Org.BouncyCastle.Tls;

namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>Our side of one handshake: wants the client's certificate, and that it is the announced one; chooses an SRTP profile.</summary>
internal sealed class DtlsSrtpServer(DtlsIdentity identity, IReadOnlyList<CertificateFingerprint> announced)
    : DefaultTlsServer(DtlsPolicy.NewCrypto())
{
    private SrtpProfile? _profile;
    private bool _clientKnown;

    /// <summary>Set when the handshake is complete.</summary>
    public DtlsSrtpKeys? Keys { get; private set; }

    /// <summary>Records that do not decrypt may come from anybody: after the handshake they end nothing.</summary>
    public override bool IgnoreCorruptDtlsRecords => true;

    public override int GetHandshakeTimeoutMillis() => DtlsPolicy.HandshakeMilliseconds;

    public override int GetHandshakeResendTimeMillis() => DtlsPolicy.ResendMilliseconds;

    /// <summary>Exporting keys is safe only with it (RFC 7627 §7).</summary>
    public override bool RequiresExtendedMasterSecret() => true;

    public override void ProcessClientExtensions(IDictionary<int, byte[]> clientExtensions)
    {
        base.ProcessClientExtensions(clientExtensions);
        var offered = TlsSrtpUtilities.GetUseSrtpExtension(clientExtensions)?.ProtectionProfiles ?? [];
        _profile = DtlsPolicy.SrtpProfiles.Cast<SrtpProfile?>().FirstOrDefault(profile => offered.Contains((int)profile!))
            ?? throw new TlsFatalAlert(AlertDescription.handshake_failure, "The client offers no SRTP profile that is known here.");
    }

    public override IDictionary<int, byte[]> GetServerExtensions()
    {
        var extensions = base.GetServerExtensions();
        TlsSrtpUtilities.AddUseSrtpExtension(extensions, new UseSrtpData([(int)_profile!], []));
        return extensions;
    }

    public override CertificateRequest GetCertificateRequest() => new(
        [ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign],
        TlsUtilities.GetDefaultSupportedSignatureAlgorithms(m_context),
        certificateAuthorities: null);

    public override void NotifyClientCertificate(Certificate clientCertificate)
    {
        DtlsPolicy.Check(clientCertificate, announced);
        _clientKnown = true;
    }

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        if (!_clientKnown)
        {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }

        Keys = DtlsPolicy.ExportKeys(m_context, _profile!.Value);
    }

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => DtlsPolicy.CipherSuites;

    protected override TlsCredentialedSigner GetECDsaSignerCredentials() => identity.ToSigner(m_context);
}
