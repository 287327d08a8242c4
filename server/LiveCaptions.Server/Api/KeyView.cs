using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Api;

/// <summary>A key as it is listed.</summary>
/// <param name="Id">To revoke it by.</param>
/// <param name="Scope">Comma-separated.</param>
/// <param name="MadeBy">Id of the key by which it was made; absent where it was made on the server itself.</param>
/// <param name="Yours">True of the one that asks; else absent.</param>
/// <param name="Key">The key itself: told to who makes it, and never again.</param>
public sealed record KeyView(
    string Id, string? Name, string Scope, DateTimeOffset CreatedAt, DateTimeOffset? Expires, DateTimeOffset? RevokedAt,
    string? MadeBy, bool? Yours = null, string? Key = null)
{
    public static KeyView Of(KeyRow row) => new(row.Id, row.Name, row.Scopes, row.CreatedAt, row.ExpiresAt, row.RevokedAt, row.MadeBy);
}
