namespace LiveCaptions.Server.Api;

/// <summary>How the server is.</summary>
/// <param name="Engine">Left out where it does not matter.</param>
public sealed record HealthView(string Status, string? Engine = null, string? Provider = null);
