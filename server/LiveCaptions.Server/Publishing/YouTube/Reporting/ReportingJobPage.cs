using Newtonsoft.Json;

namespace LiveCaptions.Server.Publishing.YouTube.Reporting;

/// <summary>What <c>jobs.list</c> answers.</summary>
public sealed class ReportingJobPage
{
    [JsonProperty("jobs")]
    public IList<ReportingJob> Jobs { get; set; } = [];

    [JsonProperty("nextPageToken")]
    public string? NextPageToken { get; set; }
}
