using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Resources;

/// <summary>A channel as the API has it.</summary>
public sealed class ChannelResource
{
    [JsonProperty("id")]
    public string? Id { get; set; }

    [JsonProperty("snippet")]
    public ChannelSnippet? Snippet { get; set; }
}
