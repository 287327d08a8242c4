using LiveCaptions.Media.WebRtc.Srtp;
using Org.BouncyCastle.Tls;

namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>A publisher's side of one handshake, for the warm-up, the bench and tests.</summary>
internal sealed class DtlsSrtpClient(
    DtlsIdentity identity, IReadOnlyList<CertificateFingerprint> announced, IReadOnlyList<SrtpProfile> profiles)
    : DefaultTlsClient(DtlsPolicy.NewCrypto())
{
    private SrtpProfile _profile;

    /// <summary>Set when the handshake is complete.</summary>
    public DtlsSrtpKeys? Keys { get; private set; }

    public override int GetHandshakeTimeoutMillis() => DtlsPolicy.HandshakeMilliseconds;

    public override int GetHandshakeResendTimeMillis() => DtlsPolicy.ResendMilliseconds;

    public override IDictionary<int, byte[]> GetClientExtensions()
    {
        var extensions = base.GetClientExtensions();
        TlsSrtpUtilities.AddUseSrtpExtension(extensions, new UseSrtpData([.. profiles.Select(profile => (int)profile)], []));
        return extensions;
    }

    public override void ProcessServerExtensions(IDictionary<int, byte[]> serverExtensions)
    {
        base.ProcessServerExtensions(serverExtensions);
        _profile = (SrtpProfile)TlsSrtpUtilities.GetUseSrtpExtension(serverExtensions).ProtectionProfiles.Single();
    }

    public override TlsAuthentication GetAuthentication() => new Authentication(announced, () => identity.ToSigner(m_context));

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        Keys = DtlsPolicy.ExportKeys(m_context, _profile);
    }

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => DtlsPolicy.CipherSuites;

    private sealed class Authentication(IReadOnlyList<CertificateFingerprint> announced, Func<TlsCredentials> sign) : TlsAuthentication
    {
        public void NotifyServerCertificate(TlsServerCertificate serverCertificate) =>
            DtlsPolicy.Check(serverCertificate.Certificate, announced);

        public TlsCredentials GetClientCredentials(CertificateRequest certificateRequest) => sign();
    }
}
