namespace LiveCaptions.Server.Access;

/// <summary>A key that is to be made.</summary>
/// <param name="ExpiresAt">Null for one that lasts until it is revoked.</param>
/// <param name="Name">What people call it; null where nobody said.</param>
/// <param name="MadeBy">Id of the key by which somebody makes it; null on the server itself.</param>
public sealed record NewKey(KeyScope Scopes, DateTimeOffset? ExpiresAt = null, string? Name = null, string? MadeBy = null);
