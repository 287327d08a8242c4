using System.Runtime.InteropServices;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Profiles;

/// <summary>Encrypts the voices of profiles: a copy of the database alone gives none away.</summary>
public sealed class ProfileVault(CaptionDatabase database)
{
    /// <param name="id">The profile's; its voice opens under no other.</param>
    public byte[] Protect(string id, float[] voice) =>
        database.Vault.Protect(SecretKind.VoiceProfile, id, MemoryMarshal.AsBytes(voice.AsSpan()).ToArray());

    /// <returns>Null when the keys are not those that it was encrypted with.</returns>
    public float[]? Unprotect(string id, byte[] sealedVoice) =>
        database.Vault.Unprotect(SecretKind.VoiceProfile, id, sealedVoice) is { } voice
            ? MemoryMarshal.Cast<byte, float>(voice).ToArray()
            : null;
}
