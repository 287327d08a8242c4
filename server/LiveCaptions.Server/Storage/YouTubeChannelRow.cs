namespace LiveCaptions.Server.Storage;

/// <summary>A YouTube channel that somebody signed in to.</summary>
public sealed class YouTubeChannelRow
{
    /// <summary>YouTube's id: <c>UC…</c>.</summary>
    public required string Id { get; init; }

    public required string Title { get; set; }

    /// <summary>The Google project whose sign-in and quota it uses.</summary>
    public required string Project { get; set; }

    /// <summary>Its refresh token; empty where it cannot be decrypted. Leaves this server only on its way to Google.</summary>
    public required string Token { get; set; }

    /// <summary>The token as it is stored: encrypted by <see cref="SecretVault"/>.</summary>
    public string SealedToken { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}
