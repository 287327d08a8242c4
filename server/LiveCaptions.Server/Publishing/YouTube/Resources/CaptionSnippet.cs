using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Resources;

/// <summary>What there is to know of a caption track.</summary>
public sealed class CaptionSnippet
{
    [JsonProperty("videoId")]
    public string? VideoId { get; set; }

    /// <summary>BCP 47.</summary>
    [JsonProperty("language")]
    public string? Language { get; set; }

    [JsonProperty("name")]
    public string? Name { get; set; }

    [JsonProperty("isDraft")]
    public bool? IsDraft { get; set; }

    /// <summary><c>standard</c>, or <c>ASR</c> where YouTube made it by itself.</summary>
    [JsonProperty("trackKind")]
    public string? TrackKind { get; set; }

    /// <summary><c>serving</c>, <c>syncing</c> or <c>failed</c>.</summary>
    [JsonProperty("status")]
    public string? Status { get; set; }

    /// <summary><c>processingFailed</c>, <c>unknownFormat</c> or <c>unsupportedFormat</c>.</summary>
    [JsonProperty("failureReason")]
    public string? FailureReason { get; set; }

    [JsonProperty("lastUpdated")]
    public DateTimeOffset? LastUpdated { get; set; }
}
