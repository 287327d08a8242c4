using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using LiveCaptions.Captions.Quality;

namespace LiveCaptions.Server.Publishing.Quality;

/// <summary>A session's quality on paper: no script, and no style but that of one file.</summary>
internal static class QualityPage
{
    public static string Of(QualityReport report)
    {
        var title = report.Title ?? $"Session {report.SessionId}";
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light\">\n<title>Caption quality – ").Append(Text(title))
            .Append("</title>\n<link rel=\"stylesheet\" href=\"/quality.css\">\n</head>\n<body>\n<main>\n<h1>Caption quality</h1>\n");
        AppendFacts(page, report, title);
        AppendNotes(page, report);
        AppendCriteria(page, report);
        AppendFigures(page, report);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendFacts(StringBuilder page, QualityReport report, string title)
    {
        page.Append("<dl class=\"facts\">\n");
        Fact("Session", title);
        Fact("Id", report.SessionId);
        Fact("Language", report.Language ?? "not known");
        Fact("Length", Time(report.Duration));
        Fact("Captioned", report.Live ? "live" : "from a file");
        Fact("Corrected", report.Correction.Status switch
        {
            CorrectionStatus.Whole => $"all of it, said on {Instant(report.Correction.At!.Value)}",
            CorrectionStatus.Partial => $"{report.Correction.CorrectedCues} of {report.Correction.Cues} captions",
            _ => "by nobody",
        });
        Fact("Report made", Instant(report.MadeAt));
        page.Append("</dl>\n");

        void Fact(string name, string value) =>
            page.Append("<div><dt>").Append(Text(name)).Append("</dt><dd>").Append(Text(value)).Append("</dd></div>\n");
    }

    private static void AppendNotes(StringBuilder page, QualityReport report)
    {
        foreach (var note in report.Notes)
        {
            page.Append("<p class=\"note\">").Append(Text(note)).Append("</p>\n");
        }
    }

    private static void AppendCriteria(StringBuilder page, QualityReport report)
    {
        page.Append("<h2>What is asked for</h2>\n<table>\n<thead><tr><th scope=\"col\">Demand</th><th scope=\"col\">Measured</th>")
            .Append("<th scope=\"col\">Result</th><th scope=\"col\">Rests on</th></tr></thead>\n<tbody>\n");
        foreach (var criterion in report.Criteria)
        {
            page.Append("<tr><th scope=\"row\">").Append(Text(criterion.Demand)).Append("<small>").Append(Text(criterion.Source))
                .Append("</small></th><td>")
                .Append(Text(criterion.Value is { } value ? $"{Number(value)} {criterion.Unit}" : "–"))
                .Append("</td><td class=\"").Append(ClassOf(criterion.Result)).Append("\">").Append(NameOf(criterion.Result))
                .Append("</td><td>").Append(Text(criterion.RestsOn)).Append("</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void AppendFigures(StringBuilder page, QualityReport report)
    {
        page.Append("<h2>Figures</h2>\n<table>\n<tbody>\n");
        if (report.Accuracy is { } accuracy)
        {
            var (words, ner) = (accuracy.Words, accuracy.Ner);
            Row("Word error rate", $"{Number(accuracy.Wer * 100)} %: {words.Substitutions} wrong, {words.Deletions} missing, "
                + $"{words.Insertions} too many, of {words.ReferenceWords} words");
            Row("NER accuracy", ner.Accuracy is { } value
                ? $"{Number(value)} %: of {ner.Words} words shown, {ner.Minor} minor (0.25), {ner.Standard} standard (0.5), "
                    + $"{ner.Serious} serious errors (1); {ner.EditionErrors} of edition, {ner.RecognitionErrors} of recognition"
                : "–");
        }

        if (report.Correction is { CorrectedWords: { } corrected, ShareOfWords: { } share })
        {
            Row("Words corrected", $"{corrected} ({Number(share * 100)} %)");
        }

        Row("First shown after", Delay(report.Latency?.First));
        Row("Final after", Delay(report.Latency?.Final));
        if (report.ReadingSpeed is { } speed)
        {
            Row("Words a minute", Number(speed.WordsPerMinute));
            Row("Characters a second", speed.CharactersPerSecond is { } columns
                ? $"{Number(columns.P50)} in the middle, {Number(columns.P95)} at most in 95 of 100 captions, {Number(columns.Max)} at most"
                : "–");
        }

        Row("Sound lost", $"{Number(report.LostAudio)} s");
        page.Append("</tbody>\n</table>\n");

        void Row(string name, string value) =>
            page.Append("<tr><th scope=\"row\">").Append(Text(name)).Append("</th><td>").Append(Text(value)).Append("</td></tr>\n");
    }

    private static string Delay(DelayFigures? delays) => delays is null
        ? "not measured"
        : $"{Number(delays.Mean)} s on average, {Number(delays.Median)} s in the middle, {Number(delays.P95)} s at most in 95 of 100, "
            + $"{Number(delays.Max)} s at most; {delays.Count} captions";

    private static string NameOf(CriterionResult result) => result switch
    {
        CriterionResult.Met => "met",
        CriterionResult.NotMet => "not met",
        CriterionResult.NotApplicable => "does not apply",
        _ => "not known",
    };

    private static string ClassOf(CriterionResult result) => result switch
    {
        CriterionResult.Met => "met",
        CriterionResult.NotMet => "not-met",
        _ => "open",
    };

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Time(double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 3_600)}:{(int)(seconds / 60 % 60):00}:{(int)(seconds % 60):00}");
}
