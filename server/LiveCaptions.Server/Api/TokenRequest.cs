namespace LiveCaptions.Server.Api;

/// <param name="Scope"><c>view</c>, <c>edit</c> or <c>publish</c>.</param>
/// <param name="Expires">An instant, or a time from now such as <c>12h</c> or <c>7d</c>; left out: 12 hours.</param>
public sealed record TokenRequest(string? Scope, string? Expires);
