namespace LiveCaptions.FakeYouTube;

/// <summary>Who a token speaks for.</summary>
internal sealed record FakeCaller(string Project, string ChannelId);
