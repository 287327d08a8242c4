namespace LiveCaptions.Server.Storage;

/// <summary>What <see cref="SecretVault"/> keeps; one kind opens no other.</summary>
public enum SecretKind
{
    /// <summary>The mean voice of a profile.</summary>
    VoiceProfile,

    /// <summary>Address and password of a live sink.</summary>
    Sink,

    /// <summary>Where a session's audio is fetched from.</summary>
    Source,
}
