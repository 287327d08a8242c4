namespace LiveCaptions.FakeYouTube;

/// <summary>A video, and what may be told of it.</summary>
public sealed class FakeVideo
{
    public required string Id { get; init; }

    public required string ChannelId { get; init; }

    public string Title { get; set; } = "A video";

    public string Description { get; set; } = "";

    public IReadOnlyList<string> Tags { get; set; } = [];

    public string CategoryId { get; set; } = "22";

    /// <summary>Of the sound; as the rest of what is written of a video, an update without it deletes it.</summary>
    public string? AudioLanguage { get; set; }

    /// <summary>When the live stream that it was began; null for a video that never was live.</summary>
    public DateTimeOffset? StreamedAt { get; init; }
}
