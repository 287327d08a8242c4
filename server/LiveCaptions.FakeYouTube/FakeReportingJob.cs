namespace LiveCaptions.FakeYouTube;

/// <summary>What reports are made for.</summary>
internal sealed record FakeReportingJob(string Id, string Project, string ChannelId, string Type, string Name, DateTimeOffset MadeAt);
