namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>A sign-in that a browser is away for.</summary>
/// <param name="Consent">Where the person consents.</param>
/// <param name="State">What the browser brings back, so that nobody slips us a code of theirs.</param>
/// <param name="Verifier">Proves that who redeems the code asked for it (RFC 7636).</param>
/// <param name="Redirect">Where the browser comes back to.</param>
/// <param name="Project">By which Google project.</param>
public sealed record PendingSignIn(Uri Consent, string State, string Verifier, Uri Redirect, string Project);
