namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>
/// The master keys and salts of both directions, as they lie in what DTLS exports under "EXTRACTOR-dtls_srtp" (RFC 5764 §4.2):
/// client key, server key, client salt, server salt. Views, not copies: whoever owns the exported bytes may wipe them afterwards.
/// </summary>
public readonly ref struct SrtpKeys
{
    private readonly ReadOnlySpan<byte> _exported;
    private readonly int _saltSize;

    /// <param name="exported"><see cref="ExportedSize"/> bytes.</param>
    /// <exception cref="ArgumentException">Another number of bytes.</exception>
    public SrtpKeys(SrtpProfile profile, ReadOnlySpan<byte> exported)
    {
        if (exported.Length != ExportedSize(profile))
        {
            throw new ArgumentException($"{exported.Length} bytes of keys, {profile} has {ExportedSize(profile)}.", nameof(exported));
        }

        _exported = exported;
        _saltSize = profile.SaltSize();
    }

    public ReadOnlySpan<byte> ClientKey => _exported[..SrtpProfiles.KeySize];

    public ReadOnlySpan<byte> ServerKey => _exported.Slice(SrtpProfiles.KeySize, SrtpProfiles.KeySize);

    public ReadOnlySpan<byte> ClientSalt => _exported.Slice(2 * SrtpProfiles.KeySize, _saltSize);

    public ReadOnlySpan<byte> ServerSalt => _exported[^_saltSize..];

    /// <summary>Bytes to ask the exporter for.</summary>
    public static int ExportedSize(SrtpProfile profile) => 2 * (SrtpProfiles.KeySize + profile.SaltSize());
}
