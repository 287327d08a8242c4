using System.Globalization;

namespace LiveCaptions.Server.Publishing.Reports;

/// <summary>Reports as a table.</summary>
internal static class ReportTable
{
    private const string Head = "session,title,state,createdAt,duration,videos,languages,captions,words,wordsPerMinute,"
        + "charactersPerSecond,rulesKept,tooManyLines,tooWide,empty,tooShort,tooLong,tooFast,gapTooSmall,overlapping,pastEnd,"
        + "unsureWords,correction,correctedWords,nerAccuracy,finalLatency";

    public static string Csv(IEnumerable<CaptionReport> reports) => CsvTable.Of(Head, reports.Select(Row));

    private static string?[] Row(CaptionReport report) =>
    [
        report.SessionId, report.Title, report.State.ToString().ToLowerInvariant(),
        report.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Number(report.Duration), string.Join(' ', report.Videos), string.Join(' ', report.Languages),
        Number(report.Captions), Number(report.Words), Number(report.WordsPerMinute), Number(report.CharactersPerSecond),
        report.RulesKept ? "true" : "false",
        Number(report.Rules.TooManyLines), Number(report.Rules.TooWide), Number(report.Rules.Empty), Number(report.Rules.TooShort),
        Number(report.Rules.TooLong), Number(report.Rules.TooFast), Number(report.Rules.GapTooSmall), Number(report.Rules.Overlapping),
        Number(report.Rules.PastEnd), Number(report.ShareOfUnsureWords), report.Correction.ToString().ToLowerInvariant(),
        Number(report.ShareOfCorrectedWords), Number(report.NerAccuracy), Number(report.FinalLatency),
    ];

    private static string? Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);
}
