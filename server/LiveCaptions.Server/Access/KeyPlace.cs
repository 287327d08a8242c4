namespace LiveCaptions.Server.Access;

/// <summary>Where clients of an endpoint put their key besides <c>Authorization: Bearer KEY</c>.</summary>
/// <param name="Of">The key; null where there is none in these places.</param>
public sealed record KeyPlace(Func<HttpRequest, string?> Of);
