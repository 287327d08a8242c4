using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Reporting;

/// <summary>What <c>jobs.reports.list</c> answers.</summary>
public sealed class ReportPage
{
    [JsonProperty("reports")]
    public IList<ReportResource> Reports { get; set; } = [];

    [JsonProperty("nextPageToken")]
    public string? NextPageToken { get; set; }
}
