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

    /// <summary>What lets us act for a YouTube channel.</summary>
    YouTubeToken,

    /// <summary>Where the bytes of a begun upload to YouTube go.</summary>
    YouTubeUpload,
}
