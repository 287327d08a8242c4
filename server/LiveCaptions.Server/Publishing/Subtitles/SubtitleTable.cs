using System.Globalization;

namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>Views by video and subtitle language as a table; what is advised stands in the lines that it is about.</summary>
internal static class SubtitleTable
{
    private const string Head = "channel,video,session,language,translated,ours,views,watchMinutes,advice";

    public static string Csv(SubtitleReport report)
    {
        var advice = report.Advice.ToLookup(one => (one.VideoId, one.Kind == SubtitleAdviceKind.AddLanguage ? one.Language : null));
        return CsvTable.Of(Head, report.Videos.SelectMany(video => video.Languages.Select((language, i) => new[]
        {
            video.ChannelId, video.VideoId, video.SessionId, language.Language, Flag(language.Translated), Flag(language.IsOurs),
            language.Views.ToString(CultureInfo.InvariantCulture), language.WatchMinutes.ToString("0.#", CultureInfo.InvariantCulture),
            string.Join(
                ' ', Of(video, language).Concat(i == 0 ? advice[(video.VideoId, null)] : []).Select(one => $"{one.Kind}: {one.Why}")),
        })));

        // A track that is ours and is translated all the same has two lines of its language.
        IEnumerable<SubtitleAdvice> Of(SubtitleVideo video, SubtitleLanguage language) =>
            language.Language is not null && (language.Translated || !language.IsOurs) ? advice[(video.VideoId, language.Language)] : [];
    }

    private static string Flag(bool isSo) => isSo ? "true" : "false";
}
