namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>Where a channel's owner consents, within ten minutes.</summary>
public sealed record SignInView(Uri Url);
