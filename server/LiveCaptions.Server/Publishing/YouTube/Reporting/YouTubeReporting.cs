using Google.Apis.Download;

namespace LiveCaptions.Server.Publishing.YouTube.Reporting;

/// <summary>A channel's bulk reports (YouTube Reporting API). It has a quota of its own, which a call a day does not come near.</summary>
public sealed class YouTubeReporting : IDisposable
{
    /// <summary>Of one report.</summary>
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>YouTube keeps reports for 60 days; of some days there are two.</summary>
    private const int MostPages = 20;

    private readonly YouTubeService _service;

    internal YouTubeReporting(YouTubeService service) => _service = service;

    /// <exception cref="YouTubeException">It failed.</exception>
    public async Task<IReadOnlyList<ReportingJob>> ListJobsAsync(CancellationToken cancellationToken)
    {
        var all = new List<ReportingJob>();
        string? token = null;
        for (var page = 0; page < MostPages; page++)
        {
            var found = await SendAsync(New<ReportingJobPage>("GET", "v1/jobs", null, Paged(token)), cancellationToken);
            all.AddRange(found.Jobs);
            if ((token = found.NextPageToken) is not { Length: > 0 })
            {
                break;
            }
        }

        return all;
    }

    /// <summary>Has YouTube make a report every day from now on.</summary>
    /// <exception cref="YouTubeException">It failed; <see cref="YouTubeFaultKind.Exists"/> means that it does so already.</exception>
    public Task<ReportingJob> CreateJobAsync(string reportTypeId, string name, CancellationToken cancellationToken) =>
        SendAsync(New<ReportingJob>("POST", "v1/jobs", new ReportingJob { ReportTypeId = reportTypeId, Name = name }), cancellationToken);

    /// <summary>The reports of a job that are to be had; none on its first day or two.</summary>
    /// <exception cref="YouTubeException">It failed.</exception>
    public async Task<IReadOnlyList<ReportResource>> ListReportsAsync(string jobId, CancellationToken cancellationToken)
    {
        var all = new List<ReportResource>();
        string? token = null;
        for (var page = 0; page < MostPages; page++)
        {
            var path = $"v1/jobs/{Uri.EscapeDataString(jobId)}/reports";
            var found = await SendAsync(New<ReportPage>("GET", path, null, Paged(token)), cancellationToken);
            all.AddRange(found.Reports);
            if ((token = found.NextPageToken) is not { Length: > 0 })
            {
                break;
            }
        }

        return all;
    }

    /// <returns>Comma-separated values.</returns>
    /// <exception cref="YouTubeException">It failed, or is none of YouTube's.</exception>
    public async Task<Stream> DownloadAsync(ReportResource report, CancellationToken cancellationToken)
    {
        // The sign-in goes along: to nobody but who is asked for reports.
        if (!Uri.TryCreate(report.DownloadUrl, UriKind.Absolute, out var address)
            || address.GetLeftPart(UriPartial.Authority) != new Uri(_service.BaseUri).GetLeftPart(UriPartial.Authority))
        {
            throw Refused("YouTube names another server for a report than its own; it was not fetched.");
        }

        var content = new CappedStream(MostBytes);
        var progress = await new MediaDownloader(_service)
            .DownloadAsync(address.GetLeftPart(UriPartial.Path), content, cancellationToken);
        if (progress.Status == DownloadStatus.Completed)
        {
            content.Position = 0;
            return content;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw progress.Exception is { } failure && YouTubeFault.Of(failure) is { } fault
            ? new YouTubeException(fault, failure)
            : Refused("A report of YouTube's could not be fetched, or is too large.");
    }

    public void Dispose() => _service.Dispose();

    private static (string Name, string Value)[] Paged(string? token) => token is null ? [] : [("pageToken", token)];

    private static YouTubeException Refused(string line) => new(new YouTubeFault(YouTubeFaultKind.Refused, line, IsFree: true));

    private YouTubeRequest<T> New<T>(string method, string path, object? body, params (string Name, string Value)[] query) =>
        new(_service, method, path, body, query);

    private static async Task<T> SendAsync<T>(YouTubeRequest<T> request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ExecuteAsync(cancellationToken);
        }
        catch (Exception exception) when (YouTubeFault.Of(exception) is { } fault)
        {
            throw new YouTubeException(fault, exception);
        }
    }
}
