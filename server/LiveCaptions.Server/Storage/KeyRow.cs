namespace LiveCaptions.Server.Storage;

/// <summary>An API key as it is stored: never the key itself.</summary>
public sealed class KeyRow
{
    public required string Id { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Comma-separated: <c>publish</c>, <c>view</c>, <c>admin</c>.</summary>
    public required string Scopes { get; init; }

    /// <summary>What people call it; null where nobody said.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the key by which it was made; null where it was made on the server itself.</summary>
    public string? MadeBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Set once it opens nothing any more; the row stays, so that a server with keys does not become open again.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
