namespace LiveCaptions.Media.WebRtc;

/// <summary>How long a connection is waited for.</summary>
/// <param name="Connect">Until the publisher has got through and shaken hands.</param>
/// <param name="Vanish">Without anything authentic from the publisher.</param>
public sealed record PeerLimits(TimeSpan Connect, TimeSpan Vanish);
