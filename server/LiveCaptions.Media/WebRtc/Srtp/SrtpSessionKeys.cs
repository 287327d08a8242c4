using System.Security.Cryptography;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>What the packets of one direction and one kind, RTP or RTCP, are protected with. Disposing wipes it.</summary>
internal sealed class SrtpSessionKeys : IDisposable
{
    /// <summary>Bytes of <see cref="Authentication"/>.</summary>
    public const int AuthenticationSize = 20;

    private const int DerivationSaltSize = 14;
    private const int LabelOffset = 7;

    /// <param name="salt">12 bytes for GCM, 14 for counter mode.</param>
    /// <param name="authentication">Empty for GCM.</param>
    public SrtpSessionKeys(byte[] encryption, byte[] authentication, byte[] salt)
    {
        Encryption = encryption;
        Authentication = authentication;
        Salt = salt;
    }

    public byte[] Encryption { get; }

    public byte[] Authentication { get; }

    public byte[] Salt { get; }

    public static SrtpSessionKeys ForRtp(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt) =>
        Derive(profile, masterKey, masterSalt, 0);

    public static SrtpSessionKeys ForRtcp(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt) =>
        Derive(profile, masterKey, masterSalt, 3);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(Encryption);
        CryptographicOperations.ZeroMemory(Authentication);
        CryptographicOperations.ZeroMemory(Salt);
    }

    // RFC 3711 §4.3: labels 0 to 2 for RTP, 3 to 5 for RTCP; keys are derived once (a key derivation rate of 0), so the index is 0.
    private static SrtpSessionKeys Derive(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt, byte firstLabel)
    {
        var keys = new SrtpSessionKeys(
            new byte[SrtpProfiles.KeySize],
            profile == SrtpProfile.Aes128CmSha1 ? new byte[AuthenticationSize] : [],
            new byte[profile.SaltSize()]);
        using var generator = new AesCounterMode(masterKey, AuthenticationSize);
        Fill(keys.Encryption, generator, masterSalt, firstLabel);
        Fill(keys.Authentication, generator, masterSalt, (byte)(firstLabel + 1));
        Fill(keys.Salt, generator, masterSalt, (byte)(firstLabel + 2));
        return keys;
    }

    // GCM's salt of 12 bytes stands in front, zeros behind it (RFC 7714 §11).
    private static void Fill(Span<byte> key, AesCounterMode generator, ReadOnlySpan<byte> masterSalt, byte label)
    {
        Span<byte> firstBlock = stackalloc byte[AesCounterMode.BlockSize];
        firstBlock.Clear();
        masterSalt.CopyTo(firstBlock[..DerivationSaltSize]);
        firstBlock[LabelOffset] ^= label;
        generator.Xor(key, firstBlock);
    }
}
