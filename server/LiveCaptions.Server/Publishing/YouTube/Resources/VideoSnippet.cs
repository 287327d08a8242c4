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

    /// <summary>Of title and description, BCP 47.</summary>
    [JsonProperty("defaultLanguage")]
    public string? DefaultLanguage { get; set; }

    /// <summary>Of the sound, BCP 47.</summary>
    [JsonProperty("defaultAudioLanguage")]
    public string? DefaultAudioLanguage { get; set; }

    [JsonProperty("channelId")]
    public string? ChannelId { get; set; }
}
