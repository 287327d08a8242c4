using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Profiles;

/// <summary>
/// Encrypts the voices of profiles. The keys are files in the data folder that only this process' user may read; the first is made with the
/// first profile. A copy of the database alone gives no voice away.
/// </summary>
public sealed class ProfileVault(IOptions<StorageOptions> storage)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lazy<IDataProtector> _protector = new(() => Open(storage.Value.ProfileKeysDirectory));

    /// <param name="id">The profile's; its voice opens under no other.</param>
    public byte[] Protect(string id, float[] voice)
    {
        var sealedVoice = _protector.Value.CreateProtector(id).Protect(MemoryMarshal.AsBytes(voice.AsSpan()).ToArray());
        Restrict(storage.Value.ProfileKeysDirectory);
        return sealedVoice;
    }

    /// <returns>Null when the keys are not those that it was encrypted with.</returns>
    public float[]? Unprotect(string id, byte[] sealedVoice)
    {
        try
        {
            return MemoryMarshal.Cast<byte, float>(_protector.Value.CreateProtector(id).Unprotect(sealedVoice)).ToArray();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Open(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        return DataProtectionProvider.Create(new DirectoryInfo(folder)).CreateProtector("LiveCaptions.VoiceProfiles");
    }

    private static void Restrict(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var key in Directory.GetFiles(folder))
        {
            File.SetUnixFileMode(key, OwnerOnly);
        }
    }
}
