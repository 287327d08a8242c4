using System.Security.Cryptography;

namespace LiveCaptions.Media.WebRtc;

/// <summary>Hash of a certificate as session descriptions announce it (RFC 8122 §5).</summary>
/// <param name="Algorithm">Lower-case name: sha-256, sha-384 or sha-512.</param>
/// <param name="Hash">As long as the algorithm makes it.</param>
public sealed record CertificateFingerprint(string Algorithm, ReadOnlyMemory<byte> Hash)
{
    /// <param name="certificate">X.509, DER.</param>
    public static CertificateFingerprint Sha256Of(ReadOnlySpan<byte> certificate) => new("sha-256", SHA256.HashData(certificate));

    /// <summary>Whether the certificate is one of those announced (RFC 8122 §6.2: any match will do).</summary>
    public static bool AnyMatches(IReadOnlyList<CertificateFingerprint> announced, ReadOnlySpan<byte> certificate)
    {
        foreach (var fingerprint in announced)
        {
            if (fingerprint.Matches(certificate))
            {
                return true;
            }
        }

        return false;
    }

    private bool Matches(ReadOnlySpan<byte> certificate)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        var length = Algorithm switch
        {
            "sha-256" => SHA256.HashData(certificate, hash),
            "sha-384" => SHA384.HashData(certificate, hash),
            "sha-512" => SHA512.HashData(certificate, hash),
            _ => 0,
        };
        return length > 0 && CryptographicOperations.FixedTimeEquals(hash[..length], Hash.Span);
    }
}
