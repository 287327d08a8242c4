using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LiveCaptions.Server.Web.Https;

/// <summary>
/// Who vouches for a server in a LAN, where no public authority does: a root certificate of this server's own, which people
/// may install. It is good for names and addresses of private networks only (RFC 5280 §4.2.1.10), so that who steals its key can
/// imitate no site on the internet.
/// </summary>
internal static class LanAuthority
{
    private const string NameConstraints = "2.5.29.30";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan Life = TimeSpan.FromDays(3_650);
    private static readonly TimeSpan LeafLife = TimeSpan.FromDays(397);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    private static readonly IPNetwork[] Networks =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("::1/128"),
    ];

    /// <param name="name">What people read when they install it.</param>
    /// <param name="domains">Names that it may vouch for, with all below them.</param>
    public static X509Certificate2 Create(string name, IEnumerable<string> domains, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=LiveCaptions on {name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(new X509Extension(NameConstraints, Constrain(domains), critical: true));

        // Whoever gets hold of its key signs no programs and no letters with it.
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        return request.CreateSelfSigned(now - ClockSkew, now + Life);
    }

    /// <summary>A certificate for a server, signed by an authority, with its key.</summary>
    public static X509Certificate2 Sign(
        X509Certificate2 authority, IEnumerable<string> domains, IEnumerable<IPAddress> addresses, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=LiveCaptions", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        domains.ToList().ForEach(names.AddDnsName);
        addresses.ToList().ForEach(names.AddIpAddress);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var signed = request.Create(authority, now - ClockSkew, now + LeafLife, RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>Whether an authority may vouch for an address.</summary>
    public static bool Covers(IPAddress address) => Array.Exists(Networks, network => network.Contains(address));

    // NameConstraints ::= SEQUENCE { permittedSubtrees [0] SEQUENCE OF SEQUENCE { base GeneralName } }; dNSName is [2],
    // iPAddress [7]: address and mask.
    private static byte[] Constrain(IEnumerable<string> domains)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            foreach (var domain in domains)
            {
                using (writer.PushSequence())
                {
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, domain, new Asn1Tag(TagClass.ContextSpecific, 2));
                }
            }

            foreach (var network in Networks)
            {
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(WithMask(network), new Asn1Tag(TagClass.ContextSpecific, 7));
                }
            }
        }

        return writer.Encode();
    }

    private static byte[] WithMask(IPNetwork network)
    {
        var address = network.BaseAddress.GetAddressBytes();
        var mask = address.Select((_, index) => (byte)(0xFF00 >> Math.Clamp(network.PrefixLength - (8 * index), 0, 8)));
        return [.. address, .. mask];
    }
}
