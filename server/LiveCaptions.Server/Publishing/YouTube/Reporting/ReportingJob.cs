using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Reporting;

/// <summary>What YouTube makes a report for every day.</summary>
public sealed class ReportingJob
{
    [JsonProperty("id")]
    public string? Id { get; set; }

    /// <summary>Such as <c>channel_subtitles_a3</c>.</summary>
    [JsonProperty("reportTypeId")]
    public string? ReportTypeId { get; set; }

    [JsonProperty("name")]
    public string? Name { get; set; }
}
