using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.Reports;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>Puts together what YouTube tells of views by subtitle language with what this server knows of the captions.</summary>
internal sealed class SubtitleReportReader(
    SubtitleViewStore views, YouTubeChannelStore channels, JobStore jobs, UploadStore uploads, SessionStore sessions, EditStore edits,
    CaptionReports captions, TimeProvider time)
{
    private const int MostSums = 20_000;
    private const int MostVideos = 200;
    private const int MostJobs = 200;

    /// <summary>Of so many of the most watched the captions are looked at: that goes through all of them.</summary>
    private const int Examined = 10;

    /// <param name="days">Back from today.</param>
    public async Task<SubtitleReport> ReadAsync(int days, CancellationToken cancellationToken)
    {
        var from = PacificTime.DayOf(time.GetUtcNow() - TimeSpan.FromDays(days));
        var sums = await views.SumAsync(from, MostSums);
        var sent = (await uploads.ListAsync()).Where(upload => upload.State == UploadState.Done)
            .ToLookup(upload => upload.VideoId, StringComparer.Ordinal);
        var videos = sums.GroupBy(sum => (sum.ChannelId, sum.VideoId)).Select(video => VideoOf([.. video], [.. sent[video.Key.VideoId]]))
            .OrderByDescending(video => video.Views).ToList();
        var watched = new List<WatchedVideo>();
        foreach (var video in videos.Take(MostVideos))
        {
            watched.Add(await ExamineAsync(
                video, sent[video.VideoId], isMeasured: watched.Count < Examined, cancellationToken));
        }

        return new SubtitleReport
        {
            From = from,
            Channels = await ChannelsAsync(),
            Languages = Merge(videos.SelectMany(video => video.Languages)),
            Videos = [.. watched.Select(one => one.Video)],
            Advice = SubtitleAdviser.Of(watched),
        };
    }

    private static SubtitleVideo VideoOf(List<SubtitleViewRow> sums, List<UploadRow> sent)
    {
        IReadOnlyList<string> tracks = [.. sent.Select(upload => upload.Language).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new SubtitleVideo
        {
            VideoId = sums[0].VideoId,
            ChannelId = sums[0].ChannelId,
            SessionId = sent.Where(upload => upload.SessionId is not null).MaxBy(upload => upload.FinishedAt)?.SessionId,
            Views = sums.Sum(sum => sum.Views),
            WatchMinutes = Math.Round(sums.Sum(sum => sum.WatchMinutes), 1),
            Languages = Merge(sums.Select(sum => LanguageOf(sum, tracks))),
            Tracks = tracks,
        };
    }

    /// <summary>What was read: the language that YouTube translated into, where it did.</summary>
    private static SubtitleLanguage LanguageOf(SubtitleViewRow sum, IReadOnlyList<string> tracks)
    {
        var isTranslated = LanguageTag.IsOne(sum.Translated);
        var language = isTranslated ? sum.Translated : LanguageTag.IsOne(sum.Language) ? sum.Language : null;
        return new SubtitleLanguage(
            language, isTranslated, language is not null && tracks.Any(track => IsSame(track, language)), sum.Views, sum.WatchMinutes);
    }

    private static bool IsSame(string one, string other) =>
        string.Equals(one.Split('-')[0], other.Split('-')[0], StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<SubtitleLanguage> Merge(IEnumerable<SubtitleLanguage> languages) =>
    [
        .. languages.GroupBy(one => (one.Language, one.Translated, one.IsOurs))
            .Select(same => new SubtitleLanguage(
                same.Key.Language, same.Key.Translated, same.Key.IsOurs, same.Sum(one => one.Views),
                Math.Round(same.Sum(one => one.WatchMinutes), 1)))
            .OrderByDescending(one => one.Views),
    ];

    private async Task<WatchedVideo> ExamineAsync(
        SubtitleVideo video, IEnumerable<UploadRow> sent, bool isMeasured, CancellationToken cancellationToken)
    {
        if (video.SessionId is not { } id || await sessions.FindAsync(id) is not { } session)
        {
            return new WatchedVideo(video, IsCorrectedSince: false, Correction: null);
        }

        var sentAt = sent.Where(upload => upload.SessionId == id).Max(upload => upload.FinishedAt);
        var isCorrected = await edits.FindLastChangeAsync(id) > sentAt;
        if (!isMeasured)
        {
            return new WatchedVideo(video, isCorrected, Correction: null);
        }

        var report = (await captions.OfAsync([SessionView.From(session, cueCount: 0)], cancellationToken))[0];
        return new WatchedVideo(
            video with { NerAccuracy = report.NerAccuracy, ShareOfUnsureWords = report.ShareOfUnsureWords },
            isCorrected, report.Correction);
    }

    private async Task<IReadOnlyList<SubtitleChannel>> ChannelsAsync()
    {
        var said = (await jobs.ListAsync(SubtitleReportJob.Kind, state: null, MostJobs)).ToLookup(job => job.Key, StringComparer.Ordinal);
        var told = new List<SubtitleChannel>();
        foreach (var channel in await channels.ListAsync())
        {
            told.Add(new SubtitleChannel(
                channel.Id, channel.Title, (await views.ListReportsAsync(channel.Id)).Max(report => report.Day),
                said[channel.Id].MaxBy(job => job.Id)?.Message));
        }

        return told;
    }
}
