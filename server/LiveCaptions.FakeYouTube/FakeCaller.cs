namespace LiveCaptions.FakeYouTube;

/// <summary>Who a token speaks for, and what it may do.</summary>
internal sealed record FakeCaller(string Project, string ChannelId, string Scopes = "")
{
    public bool May(string scope) => Scopes.Split(' ').Contains(scope);
}
