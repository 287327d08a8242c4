using System.Globalization;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Publishing.YouTube.Reporting;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>
/// Has YouTube make a subtitles report of each channel every day, and takes in what it has made. A job per channel, which ends with it.
/// </summary>
internal sealed class SubtitleReportJob(
    YouTubeAccounts accounts, SubtitleViewStore views, JobQueue jobs, IOptions<YouTubeOptions> options, TimeProvider time) : IJobKind
{
    /// <summary>As jobs know it.</summary>
    internal const string Kind = "youtube-reports";

    /// <summary>The current version first.</summary>
    private static readonly string[] Types = ["channel_subtitles_a3", "channel_subtitles_a2"];
    private static readonly TimeSpan Usual = TimeSpan.FromHours(12);
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    public string Name => Kind;

    /// <summary>Asks for a channel's reports now: somebody has just signed in to it.</summary>
    public static async Task BeginAsync(JobQueue jobs, string channelId)
    {
        await jobs.CancelAsync(Kind, channelId);
        await jobs.AddAsync(Kind, channelId);
    }

    public int Concurrency => 1;

    public int MaxAttempts => 100;

    public async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Reports || !options.Value.IsAnySetUp)
        {
            return false;
        }

        foreach (var channel in await accounts.ListAsync())
        {
            await jobs.AddAsync(Kind, channel.Id);
        }

        return true;
    }

    public async Task<JobOutcome> RunAsync(JobRun job)
    {
        if (!options.Value.Reports || (await accounts.ListAsync()).TrueForAll(channel => channel.Id != job.Row.Key))
        {
            return JobOutcome.Done();
        }

        try
        {
            using var reporting = await accounts.OpenReportsAsync(job.Row.Key);
            var reports = await reporting.ListReportsAsync(await FindJobAsync(reporting, job.Cancellation), job.Cancellation);
            var (taken, fault) = await TakeAsync(reporting, job.Row.Key, reports, job.Cancellation);
            await views.DeleteBeforeAsync(job.Row.Key, PacificTime.DayOf(time.GetUtcNow() - TimeSpan.FromDays(options.Value.ReportDays)));
            return JobOutcome.Park(Usual, reports.Count == 0
                ? "YouTube has made no report yet: the first comes within two days."
                : string.Create(CultureInfo.InvariantCulture, $"{taken} new reports.{fault}"));
        }
        catch (YouTubeException exception)
        {
            return JobOutcome.Park(exception.Fault.Kind == YouTubeFaultKind.Passing ? Soon : Usual, exception.Message);
        }
        catch (Exception exception) when (exception is NotSetUpException or InvalidDataException)
        {
            return JobOutcome.Park(Usual, exception.Message);
        }
    }

    private static async Task<string> FindJobAsync(YouTubeReporting reporting, CancellationToken cancellationToken)
    {
        var known = await reporting.ListJobsAsync(cancellationToken);
        if (Types.Select(type => known.FirstOrDefault(job => job.ReportTypeId == type)?.Id).FirstOrDefault(id => id is not null) is { } id)
        {
            return id;
        }

        var made = await MakeJobAsync(reporting, cancellationToken);
        return made.Id
            ?? throw new YouTubeException(new YouTubeFault(YouTubeFaultKind.Refused, "YouTube made a reporting job without an id.", true));
    }

    private static async Task<ReportingJob> MakeJobAsync(YouTubeReporting reporting, CancellationToken cancellationToken)
    {
        foreach (var type in Types[..^1])
        {
            try
            {
                return await reporting.CreateJobAsync(type, "LiveCaptions subtitles", cancellationToken);
            }
            catch (YouTubeException exception) when (exception.Fault.Kind is YouTubeFaultKind.Refused or YouTubeFaultKind.NotFound)
            {
                // It may not know this version; what else is the matter it says of the next, too.
            }
        }

        return await reporting.CreateJobAsync(Types[^1], "LiveCaptions subtitles", cancellationToken);
    }

    /// <returns>How many were taken, and what was the matter with another.</returns>
    private async Task<(int Taken, string? Fault)> TakeAsync(
        YouTubeReporting reporting, string channelId, IReadOnlyList<ReportResource> reports, CancellationToken cancellationToken)
    {
        var known = (await views.ListReportsAsync(channelId)).Select(report => report.Id).ToHashSet(StringComparer.Ordinal);
        var fresh = reports.Where(report => report is { Id: not null, StartTime: not null } && !known.Contains(report.Id))
            .OrderBy(report => report.CreateTime).ToList();
        var (taken, fault) = (0, (string?)null);
        foreach (var report in fresh)
        {
            try
            {
                await TakeAsync(reporting, channelId, report, cancellationToken);
                taken++;
            }
            catch (Exception exception) when (exception is InvalidDataException
                or YouTubeException { Fault.Kind: YouTubeFaultKind.NotFound or YouTubeFaultKind.Refused })
            {
                // Those that are newer are not to wait for it.
                fault = $" The report {report.Id} is left out: {exception.Message}";
            }
        }

        return (taken, fault);
    }

    private async Task TakeAsync(YouTubeReporting reporting, string channelId, ReportResource report, CancellationToken cancellationToken)
    {
        // From midnight to midnight in California: its middle is that day on any clock.
        var day = PacificTime.DayOf(report.StartTime!.Value + TimeSpan.FromHours(12));
        await using var content = await reporting.DownloadAsync(report, cancellationToken);
        await views.TakeAsync(
            new SubtitleReportRow
            {
                ChannelId = channelId, Id = report.Id!, Day = day, MadeAt = report.CreateTime ?? time.GetUtcNow(),
            },
            SubtitleReportFile.Read(content, channelId, day));
    }
}
