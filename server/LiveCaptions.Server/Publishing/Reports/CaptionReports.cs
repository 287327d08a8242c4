using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Quality;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Publishing.Quality;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Reports;

/// <summary>Tells of many sessions' captions what a person who answers for them wants to know.</summary>
internal sealed class CaptionReports(QualityReader quality, UploadStore uploads, AnalysisTurn turn)
{
    /// <summary>Confidence below which a word is one to look at.</summary>
    private const double Unsure = 0.6;

    /// <summary>Of sessions, in their order.</summary>
    public async Task<IReadOnlyList<CaptionReport>> OfAsync(IReadOnlyList<SessionView> sessions, CancellationToken cancellationToken)
    {
        var reports = new List<CaptionReport>();
        foreach (var session in sessions)
        {
            var sent = await uploads.ListOfAsync(session.Id);
            reports.Add(await turn.RunAsync(async () => Of(session, await quality.InputOfAsync(session), sent), cancellationToken));
        }

        return reports;
    }

    private static CaptionReport Of(SessionView session, QualityInput input, IReadOnlyList<UploadRow> sent)
    {
        var report = QualityReport.Of(input);
        var laid = PublishingLayout.Arrange(input.Published, input.Duration, input.Layout);
        var rules = RuleBreaches.Of(laid, input.Layout, input.Duration);
        return new CaptionReport
        {
            SessionId = session.Id,
            Title = session.Title,
            State = session.State,
            CreatedAt = session.CreatedAt,
            Duration = session.Duration,
            Videos = [.. sent.Select(upload => upload.VideoId).Distinct(StringComparer.Ordinal)],
            Languages = LanguagesOf(input, sent),
            Captions = laid.Count,
            Words = input.Published.Sum(cue => CaptionText.Words(cue.Text).Length),
            WordsPerMinute = report.ReadingSpeed?.WordsPerMinute,
            CharactersPerSecond = report.ReadingSpeed?.CharactersPerSecond?.P95,
            Rules = rules,
            RulesKept = rules.Total == 0,
            ShareOfUnsureWords = UnsureOf(input.Published),
            Correction = report.Correction.Status,
            ShareOfCorrectedWords = report.Correction.ShareOfWords,
            NerAccuracy = report.Accuracy?.Ner.Accuracy,
            FinalLatency = report.Latency?.Final?.Mean,
        };
    }

    private static IReadOnlyList<string> LanguagesOf(QualityInput input, IReadOnlyList<UploadRow> sent) =>
        [.. input.Published.Select(cue => cue.Language).OfType<string>()
            .Concat(sent.Where(upload => upload.State == UploadState.Done).Select(upload => upload.Language))
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    private static double? UnsureOf(IReadOnlyList<Cue> cues)
    {
        var words = cues.Where(cue => !CueTouched(cue)).SelectMany(cue => cue.Words ?? []).ToList();
        return words.Count == 0 ? null : Math.Round(words.Count(word => word.Confidence < Unsure) / (double)words.Count, 4);
    }

    /// <summary>What a person wrote is sure.</summary>
    private static bool CueTouched(Cue cue) => Captions.Editing.CueTouch.Has(cue, Captions.Editing.CueTouch.Text);
}
