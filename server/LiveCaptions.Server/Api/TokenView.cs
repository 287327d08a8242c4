namespace LiveCaptions.Server.Api;

/// <param name="Id">To take it back by.</param>
/// <param name="Token">Told here and never again.</param>
public sealed record TokenView(string Id, string Token, string Scope, DateTimeOffset Expires);
