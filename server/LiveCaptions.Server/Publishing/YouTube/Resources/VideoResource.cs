using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Resources;

/// <summary>A video as the API has it.</summary>
public sealed class VideoResource
{
    [JsonProperty("id")]
    public string? Id { get; set; }

    [JsonProperty("snippet")]
    public VideoSnippet? Snippet { get; set; }

    /// <summary>Of a video that was a live stream.</summary>
    [JsonProperty("liveStreamingDetails")]
    public LiveStreamingDetails? LiveStreamingDetails { get; set; }
}
