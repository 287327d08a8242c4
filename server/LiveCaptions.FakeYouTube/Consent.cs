namespace LiveCaptions.FakeYouTube;

/// <summary>What somebody agreed to, until the code for it is redeemed.</summary>
/// <param name="Redirect">Where the code was sent to.</param>
/// <param name="Challenge">Hash of what proves that who redeems it asked for it (RFC 7636); null where none was asked.</param>
internal sealed record Consent(FakeCaller Caller, string Redirect, string? Challenge);
