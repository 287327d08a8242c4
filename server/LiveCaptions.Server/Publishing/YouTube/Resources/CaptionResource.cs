using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Resources;

/// <summary>A caption track as the API has it.</summary>
public sealed class CaptionResource
{
    [JsonProperty("id")]
    public string? Id { get; set; }

    [JsonProperty("snippet")]
    public CaptionSnippet? Snippet { get; set; }
}
