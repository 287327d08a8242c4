using System.Buffers;
using System.Security.Cryptography;

using LiveCaptions.Media.WebRtc.Sdp;

namespace LiveCaptions.Media.WebRtc;

/// <summary>
/// The hash of a DTLS certificate, as a=fingerprint carries it (RFC 8122 §5). SHA-256, SHA-384 and SHA-512; weaker ones are not known.
/// </summary>
public sealed class CertificateFingerprint
{
    private readonly byte[] _hash;

    private CertificateFingerprint(string algorithm, byte[] hash)
    {
        Algorithm = algorithm;
        _hash = hash;
    }

    /// <summary>Name as in SDP: <c>sha-256</c>, <c>sha-384</c> or <c>sha-512</c>.</summary>
    public string Algorithm { get; }

    /// <summary>32, 48 or 64 bytes.</summary>
    public ReadOnlySpan<byte> Hash => _hash;

    /// <summary>The SHA-256 fingerprint of a certificate.</summary>
    /// <param name="certificate">X.509 in DER.</param>
    public static CertificateFingerprint Of(ReadOnlySpan<byte> certificate) => new("sha-256", SHA256.HashData(certificate));

    /// <summary>
    /// Whether this is the fingerprint of <paramref name="certificate"/> (X.509 in DER). Takes the same time wherever they differ.
    /// </summary>
    public bool Matches(ReadOnlySpan<byte> certificate)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        hash = hash[..HashOf(certificate, hash)];
        return CryptographicOperations.FixedTimeEquals(hash, _hash);
    }

    /// <summary>As in SDP: <c>sha-256 4A:AD:…</c></summary>
    public override string ToString() => string.Create(Algorithm.Length + _hash.Length * 3, this, static (text, fingerprint) =>
    {
        fingerprint.Algorithm.CopyTo(text);
        text = text[fingerprint.Algorithm.Length..];
        for (var i = 0; i < fingerprint._hash.Length; i++, text = text[3..])
        {
            text[0] = i == 0 ? ' ' : ':';
            fingerprint._hash[i].TryFormat(text[1..], out _, "X2");
        }
    });

    /// <summary>Reads <c>sha-256 4A:AD:…</c>; null for an algorithm that is not taken.</summary>
    /// <exception cref="SdpException">The hash has not the length of its algorithm, or is not hexadecimal.</exception>
    public static CertificateFingerprint? Parse(ReadOnlySpan<char> value)
    {
        var algorithm = AlgorithmOf(SdpGrammar.TakeWord(ref value));
        if (algorithm is null)
        {
            return null;
        }

        var hash = new byte[LengthOf(algorithm)];
        return TryParseHash(value.Trim(), hash) ? new CertificateFingerprint(algorithm, hash)
            : throw SdpException.Broken(
                $"The description has a {algorithm} fingerprint that is not {hash.Length} hexadecimal bytes with colons between them.");
    }

    private static bool TryParseHash(ReadOnlySpan<char> text, Span<byte> hash)
    {
        if (text.Length != hash.Length * 3 - 1)
        {
            return false;
        }

        for (var i = 0; i < hash.Length; i++)
        {
            if ((i > 0 && text[i * 3 - 1] != ':')
                || Convert.FromHexString(text.Slice(i * 3, 2), hash[i..], out _, out _) != OperationStatus.Done)
            {
                return false;
            }
        }

        return true;
    }

    private static string? AlgorithmOf(ReadOnlySpan<char> name) =>
        name.Equals("sha-256", StringComparison.OrdinalIgnoreCase) ? "sha-256"
        : name.Equals("sha-384", StringComparison.OrdinalIgnoreCase) ? "sha-384"
        : name.Equals("sha-512", StringComparison.OrdinalIgnoreCase) ? "sha-512"
        : null;

    private static int LengthOf(string algorithm) => algorithm switch
    {
        "sha-256" => SHA256.HashSizeInBytes,
        "sha-384" => SHA384.HashSizeInBytes,
        _ => SHA512.HashSizeInBytes,
    };

    private int HashOf(ReadOnlySpan<byte> certificate, Span<byte> hash) => _hash.Length switch
    {
        SHA256.HashSizeInBytes => SHA256.HashData(certificate, hash),
        SHA384.HashSizeInBytes => SHA384.HashData(certificate, hash),
        _ => SHA512.HashData(certificate, hash),
    };
}
