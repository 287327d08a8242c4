using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Resources;

/// <summary>What viewers read about a video. An update deletes what it leaves out.</summary>
public sealed class VideoSnippet
{
    [JsonProperty("title")]
    public string? Title { get; set; }

    [JsonProperty("description")]
    public string? Description { get; set; }

    [JsonProperty("tags")]
    public IList<string>? Tags { get; set; }

    [JsonProperty("categoryId")]
    public string? CategoryId { get; set; }

    [JsonProperty("channelId")]
    public string? ChannelId { get; set; }
}
