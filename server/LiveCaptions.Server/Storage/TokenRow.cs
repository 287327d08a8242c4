namespace LiveCaptions.Server.Storage;

/// <summary>A token of one session as it is stored: never the token itself. Goes with its session.</summary>
public sealed class TokenRow
{
    public required string Id { get; init; }

    public required string SessionId { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }

    /// <summary><c>view</c>, <c>edit</c> or <c>publish</c>.</summary>
    public required string Scope { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
