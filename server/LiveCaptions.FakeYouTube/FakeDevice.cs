namespace LiveCaptions.FakeYouTube;

/// <summary>A device whose code somebody has to type.</summary>
internal sealed class FakeDevice(string clientId, string scopes, DateTimeOffset until)
{
    public string ClientId => clientId;

    public string Scopes => scopes;

    public DateTimeOffset Until => until;

    /// <summary>The channel that consented; null before, empty where it was denied.</summary>
    public string? ChannelId { get; set; }

    /// <summary>When it asked last.</summary>
    public DateTimeOffset AskedAt { get; set; }
}
