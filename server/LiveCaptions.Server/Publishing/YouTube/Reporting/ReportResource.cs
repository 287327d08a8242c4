using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Reporting;

/// <summary>A report that YouTube has made: a day, from midnight to midnight in California.</summary>
public sealed class ReportResource
{
    [JsonProperty("id")]
    public string? Id { get; set; }

    [JsonProperty("startTime")]
    public DateTimeOffset? StartTime { get; set; }

    [JsonProperty("createTime")]
    public DateTimeOffset? CreateTime { get; set; }

    /// <summary>Takes the same sign-in as the API.</summary>
    [JsonProperty("downloadUrl")]
    public string? DownloadUrl { get; set; }
}
