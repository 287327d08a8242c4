using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace LiveCaptions.Server.Storage;

/// <summary>
/// Encrypts what must not be read in a copy of the database: voices of profiles, where captions go and come from, sign-ins. The keys
/// are files in the data folder that only this process' user may read; the first is made with the first secret.
/// </summary>
public sealed class SecretVault(StorageOptions storage)
{
    /// <summary>Begins what is encrypted as text: servers before this one kept the same columns in clear.</summary>
    internal const string Mark = "sealed:";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lazy<IDataProtectionProvider> _keys = new(() => Open(storage.SecretKeysDirectory));

    /// <param name="owner">Whose secret it is; it opens under no other.</param>
    public byte[] Protect(SecretKind kind, string owner, byte[] secret)
    {
        var box = ProtectorOf(kind, owner).Protect(secret);
        Restrict(storage.SecretKeysDirectory);
        return box;
    }

    /// <returns>Null when the keys are not those that it was encrypted with.</returns>
    public byte[]? Unprotect(SecretKind kind, string owner, byte[] box)
    {
        try
        {
            return ProtectorOf(kind, owner).Unprotect(box);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <returns>The text as a column keeps it; null stays null.</returns>
    public string? Seal(SecretKind kind, string owner, string? text) =>
        text is null ? null : Mark + Convert.ToBase64String(Protect(kind, owner, Encoding.UTF8.GetBytes(text)));

    /// <param name="column">As it is stored: encrypted, in clear by an older server, or nothing.</param>
    /// <returns>False when the keys are not those that it was encrypted with.</returns>
    public bool TryOpen(SecretKind kind, string owner, string? column, out string? text)
    {
        text = column;
        if (column?.StartsWith(Mark, StringComparison.Ordinal) is not true)
        {
            return true;
        }

        var box = new byte[column.Length];
        var isText = Convert.TryFromBase64String(column[Mark.Length..], box, out var length);
        text = isText && Unprotect(kind, owner, box[..length]) is { } secret ? Encoding.UTF8.GetString(secret) : null;
        return text is not null;
    }

    private IDataProtector ProtectorOf(SecretKind kind, string owner) =>
        _keys.Value.CreateProtector(PurposeOf(kind)).CreateProtector(owner);

    // Part of what is encrypted: another name opens nothing any more.
    private static string PurposeOf(SecretKind kind) => kind switch
    {
        SecretKind.VoiceProfile => "LiveCaptions.VoiceProfiles",
        SecretKind.Sink => "LiveCaptions.Sinks",
        SecretKind.Source => "LiveCaptions.Sources",
        SecretKind.YouTubeToken => "LiveCaptions.YouTubeTokens",
        SecretKind.YouTubeUpload => "LiveCaptions.YouTubeUploads",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static IDataProtectionProvider Open(string folder)
    {
        DataFolder.Make(folder);
        return DataProtectionProvider.Create(new DirectoryInfo(folder));
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
