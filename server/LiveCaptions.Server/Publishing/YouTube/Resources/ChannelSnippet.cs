using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Resources;

/// <summary>What viewers read about a channel.</summary>
public sealed class ChannelSnippet
{
    [JsonProperty("title")]
    public string? Title { get; set; }
}
