using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Resources;

/// <summary>When a video was live.</summary>
public sealed class LiveStreamingDetails
{
    [JsonProperty("actualStartTime")]
    public DateTimeOffset? ActualStartTime { get; set; }
}
