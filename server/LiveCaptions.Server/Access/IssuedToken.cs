namespace LiveCaptions.Server.Access;

/// <summary>A token that was just made, with the secret itself.</summary>
/// <param name="Id">To take it back by.</param>
public sealed record IssuedToken(string Id, string Token, KeyScope Scope, DateTimeOffset ExpiresAt);
