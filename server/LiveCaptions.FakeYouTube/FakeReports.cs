using System.Globalization;

namespace LiveCaptions.FakeYouTube;

/// <summary>Reporting jobs, and the reports that were made for them.</summary>
internal sealed class FakeReports(TimeProvider time)
{
    /// <summary>As the true one names them; not all of its columns are of use here.</summary>
    public const string Head = "date,channel_id,video_id,live_or_on_demand,subscribed_status,country_code,subtitle_language,"
        + "subtitle_language_autotranslated,engaged_views,views,watch_time_minutes,average_view_duration_seconds,"
        + "average_view_duration_percentage,red_views,red_watch_time_minutes";

    private readonly Lock _lock = new();
    private readonly List<FakeReportingJob> _jobs = [];
    private readonly List<FakeReport> _reports = [];

    public IReadOnlyList<FakeReportingJob> JobsOf(FakeCaller caller)
    {
        lock (_lock)
        {
            return _jobs.FindAll(job => job.Project == caller.Project && job.ChannelId == caller.ChannelId);
        }
    }

    /// <returns>Null where there is such a job.</returns>
    public FakeReportingJob? Add(FakeCaller caller, string type, string name)
    {
        lock (_lock)
        {
            if (JobsOf(caller).Any(job => job.Type == type))
            {
                return null;
            }

            var job = new FakeReportingJob($"job{_jobs.Count + 1}", caller.Project, caller.ChannelId, type, name, time.GetUtcNow());
            _jobs.Add(job);
            return job;
        }
    }

    /// <summary>YouTube has made a day's report of a channel, as far as somebody asked for reports of it.</summary>
    public void Make(string channelId, DateOnly day, IEnumerable<string> lines)
    {
        lock (_lock)
        {
            foreach (var job in _jobs.Where(job => job.ChannelId == channelId))
            {
                var date = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
                var csv = string.Concat(lines.Select(line => $"{date},{channelId},{line}\n").Prepend($"{Head}\n"));
                _reports.Add(new FakeReport($"report{_reports.Count + 1}", job.Id, day, time.GetUtcNow(), csv));
            }
        }
    }

    public IReadOnlyList<FakeReport> Of(string jobId)
    {
        lock (_lock)
        {
            return _reports.FindAll(report => report.JobId == jobId);
        }
    }

    public FakeReport? Find(string id)
    {
        lock (_lock)
        {
            return _reports.Find(report => report.Id == id);
        }
    }
}
