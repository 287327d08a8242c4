namespace LiveCaptions.Server.Api;

/// <param name="Scope"><c>publish</c>, <c>view</c>, <c>admin</c>, or several with commas.</param>
/// <param name="Expires">
/// An instant, or a time from now such as <c>12h</c> or <c>30d</c>; left out: never, or with the key that makes it.
/// </param>
/// <param name="Name">What people call it, up to 60 characters; may be left out.</param>
public sealed record KeyRequest(string? Scope, string? Expires = null, string? Name = null);
