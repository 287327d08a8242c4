using System.Globalization;
using System.Text;
using LiveCaptions.Server.Publishing.Reports;
using LiveCaptions.Server.Publishing.Subtitles;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Commands;

/// <summary>Views by subtitle language as lines to be read.</summary>
internal static class SubtitleReportText
{
    private const int MostDays = 400;

    public static Task<SubtitleReport> ReadAsync(
        CaptionDatabase database, CaptionReports captions, int days, TimeProvider time, CancellationToken cancellationToken) =>
        new SubtitleReportReader(
                new SubtitleViewStore(database), new YouTubeChannelStore(database), new JobStore(database, time),
                new UploadStore(database), new SessionStore(database), new EditStore(database), captions, time)
            .ReadAsync(Math.Clamp(days, 1, MostDays), cancellationToken);

    public static string Of(SubtitleReport report)
    {
        var text = new StringBuilder();
        foreach (var channel in report.Channels)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{channel.Id}  {channel.Title}  to {channel.LastDay ?? "no day yet"}  {channel.Message}\n");
        }

        foreach (var language in report.Languages)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{language.Language ?? "none",-8} {language.Views,10} views {language.WatchMinutes,12:0.#} min"
                + $"{(language.Translated ? "  by YouTube's translation" : language.IsOurs ? "  from here" : "")}\n");
        }

        foreach (var advice in report.Advice)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{advice.Kind}: {advice.VideoId} {advice.Language} ({advice.Views} views) {advice.Why}\n");
        }

        return text.ToString();
    }
}
