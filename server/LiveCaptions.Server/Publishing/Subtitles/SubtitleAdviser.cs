using System.Globalization;
using LiveCaptions.Captions.Quality;

namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>Says what to do next: what most viewers have something of.</summary>
internal static class SubtitleAdviser
{
    /// <summary>Fewer views than this tell nothing.</summary>
    private const long FewestViews = 10;

    /// <summary>Ofcom's; below it captions are to be corrected. In percent.</summary>
    private const double GoodAccuracy = 98;

    /// <summary>Share of unsure words above which captions that nobody has looked at are to be looked at.</summary>
    private const double ManyUnsure = 0.1;

    private const int Most = 100;

    public static IReadOnlyList<SubtitleAdvice> Of(IEnumerable<WatchedVideo> videos) =>
        [.. videos.SelectMany(Of).OrderByDescending(advice => advice.Views).ThenBy(advice => advice.Kind)
            .ThenBy(advice => advice.VideoId, StringComparer.Ordinal).Take(Most)];

    private static IEnumerable<SubtitleAdvice> Of(WatchedVideo watched)
    {
        var video = watched.Video;
        var read = video.Languages.Where(language => language.IsOurs && !language.Translated).Sum(language => language.Views);
        if (watched.IsCorrectedSince)
        {
            yield return new SubtitleAdvice(
                SubtitleAdviceKind.Update, video.VideoId, video.Tracks.Count == 1 ? video.Tracks[0] : null, video.SessionId, read,
                "Its captions were corrected since they were uploaded.");
        }

        if (read >= FewestViews && WhatIsWrong(watched) is { } wrong)
        {
            yield return new SubtitleAdvice(SubtitleAdviceKind.Correct, video.VideoId, null, video.SessionId, read, wrong);
        }

        foreach (var language in video.Languages.Where(language =>
            language is { Language: not null, Views: >= FewestViews } && (language.Translated || !language.IsOurs)))
        {
            yield return new SubtitleAdvice(
                SubtitleAdviceKind.AddLanguage, video.VideoId, language.Language, video.SessionId, language.Views,
                language.Translated
                    ? "Viewers have YouTube translate its captions into this language."
                    : "Viewers read captions in this language that are not from here.");
        }
    }

    private static string? WhatIsWrong(WatchedVideo watched) => watched switch
    {
        { Correction: CorrectionStatus.Whole } => null,
        { Correction: CorrectionStatus.Partial, Video.NerAccuracy: { } accuracy } when accuracy < GoodAccuracy => string.Create(
            CultureInfo.InvariantCulture, $"What is corrected of it shows an accuracy of {accuracy:0.#} %, and the rest is not looked at."),
        { Video.ShareOfUnsureWords: { } unsure } when unsure > ManyUnsure => string.Create(
            CultureInfo.InvariantCulture, $"The recogniser was not sure of {unsure * 100:0} % of its words."),
        _ => null,
    };
}
