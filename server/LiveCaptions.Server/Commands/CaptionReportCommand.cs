using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Quality;
using LiveCaptions.Server.Publishing;
using LiveCaptions.Server.Publishing.Quality;
using LiveCaptions.Server.Publishing.Reports;
using LiveCaptions.Server.Publishing.Subtitles;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Commands;

/// <summary><c>report</c>: tells of the captions of sessions, also while the server runs.</summary>
public static class CaptionReportCommand
{
    private const int Usual = 20;
    private const int UsualDays = 28;
    private const int Most = 10_000;

    public static Command Create(TimeProvider time)
    {
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var csv = new Option<bool>("--csv") { Description = "As a table for spreadsheets" };
        var limit = new Option<int>("--limit")
        {
            Description = "Newest sessions to tell of",
            DefaultValueFactory = _ => Usual,
            HelpName = "N"
        };
        var subtitles = new Option<bool>("--subtitles")
        {
            Description = "Views by subtitle language instead, with advice, as YouTube tells them"
        };
        var days = new Option<int>("--days")
        {
            Description = "Days back, with --subtitles", DefaultValueFactory = _ => UsualDays, HelpName = "N"
        };
        var data = DataOptions.Data();
        var command = new Command("report", "Tells how captions of sessions are: reading speed, rules kept, words to look at, accuracy")
        {
            json, csv, limit, subtitles, days, data, CommonOptions.Verbose()
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            using var database = await DataOptions.OpenAsync(result.GetValue(data), cancellationToken);
            var finals = new FinalStore(database);
            using var told = new AnalysisCache<QualityReport>(new TranscriptMarks(database), new AnalysisTurn());
            var quality = new QualityReader(finals, new EditStore(database), told, time);
            var captions = new CaptionReports(quality, new UploadStore(database), new AnalysisTurn());
            if (result.GetValue(subtitles))
            {
                var report = await SubtitleReportText.ReadAsync(database, captions, result.GetValue(days), time, cancellationToken);
                await result.InvocationConfiguration.Output.WriteAsync(
                    result.GetValue(json) ? $"{JsonSerializer.Serialize(report, CaptionJson.Options)}\n"
                    : result.GetValue(csv) ? SubtitleTable.Csv(report)
                    : SubtitleReportText.Of(report));
                return ExitCodes.Done;
            }

            var sessions = await new SessionStore(database).ListAsync(Math.Clamp(result.GetValue(limit), 1, Most), before: null);
            var reports = await captions.OfAsync(sessions.ConvertAll(row => SessionView.From(row, cueCount: 0)), cancellationToken);
            await result.InvocationConfiguration.Output.WriteAsync(
                result.GetValue(json) ? $"{JsonSerializer.Serialize(reports, CaptionJson.Options)}\n"
                : result.GetValue(csv) ? ReportTable.Csv(reports)
                : string.Concat(reports.Select(Line)));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Line(CaptionReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.SessionId}  {report.Captions} captions, {report.WordsPerMinute ?? 0:0} words/min, ")
        + (report.RulesKept ? "rules kept" : $"{report.Rules.Total} rules broken")
        + (report.ShareOfUnsureWords is { } unsure ? Share(unsure, "unsure") : "")
        + (report.ShareOfCorrectedWords is { } corrected ? Share(corrected, "corrected") : "")
        + (report.NerAccuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $", NER {accuracy} %") : "")
        + $"  {report.Title}\n";

    private static string Share(double share, string what) => string.Create(CultureInfo.InvariantCulture, $", {share * 100:0.#} % {what}");
}
