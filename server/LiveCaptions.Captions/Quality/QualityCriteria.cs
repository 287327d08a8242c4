namespace LiveCaptions.Captions.Quality;

/// <summary>What regulators ask of live captions, and how a session stands to it. Sources are in docs/quality.md.</summary>
internal static class QualityCriteria
{
    public const double LeastAccuracy = 98;
    public const double MostLatency = 3;
    public const double MostWordsPerMinute = 200;
    private const string Ofcom = "Ofcom, guidelines on the quality of live subtitles";
    private const string En = "EN 301 549 V3.2.1";
    private const string Act = "Directive (EU) 2019/882 (European Accessibility Act), Annex I, Section IV (b)";
    private const string Number = "The text has no number; a person has to judge. ";

    public static IReadOnlyList<QualityCriterion> Of(QualityReport report) =>
    [
        Accuracy(report),
        Latency("ofcom.latency.first", "first shown", report, report.Latency?.First),
        Latency("ofcom.latency.final", "final", report, report.Latency?.Final),
        Speed(report),
        Present(report),
        Speakers(report),
        new("en301549.7.1.4", $"{En}, 7.1.4", "Viewers can choose how captions look.", null, null, null, CriterionResult.Met,
            "The server's own watch page: size, type, colours and spacing can be chosen (docs/accessibility.md); "
                + "other players are not judged."),
        Synchronised(report),
    ];

    private static QualityCriterion Accuracy(QualityReport report)
    {
        var (value, status) = (report.Accuracy?.Ner.Accuracy, report.Correction.Status);
        var result = value switch
        {
            null => CriterionResult.Unknown,
            < LeastAccuracy => CriterionResult.NotMet,
            _ => status == CorrectionStatus.Whole ? CriterionResult.Met : CriterionResult.Unknown,
        };
        var restsOn = (value, status) switch
        {
            (null, CorrectionStatus.None) => "Nobody has corrected the transcript.",
            (null, _) => "What viewers saw cannot be compared.",
            (_, CorrectionStatus.Whole) =>
                "What viewers saw, against the transcript that a person marked as corrected; errors weighed by rules.",
            _ => FormattableString.Invariant(
                $"{report.Correction.CorrectedCues} of {report.Correction.Cues} captions that a person corrected; ")
                + "the rest is taken as right until somebody marks the session as corrected.",
        };
        return new QualityCriterion(
            "ofcom.accuracy", Ofcom, "Accuracy by the NER model of at least 98 %.", LeastAccuracy, value, "%", result, restsOn);
    }

    private static QualityCriterion Latency(string id, string which, QualityReport report, DelayFigures? delays)
    {
        var result = !report.Live ? CriterionResult.NotApplicable
            : delays is null ? CriterionResult.Unknown
            : delays.Mean <= MostLatency ? CriterionResult.Met : CriterionResult.NotMet;
        var restsOn = !report.Live ? "It was made of a file, and was not live."
            : delays is null ? "Nothing was measured."
            : FormattableString.Invariant($"Mean of {delays.Count} captions, from the sound reaching the server to the message being sent;")
                + " the way from the microphone and to the screen comes on top.";
        return new QualityCriterion(
            id, Ofcom, $"Captions ({which}) at most 3 s behind what is said, on average.", MostLatency, delays?.Mean, "s", result, restsOn);
    }

    private static QualityCriterion Speed(QualityReport report)
    {
        var value = report.ReadingSpeed?.WordsPerMinute;
        return new QualityCriterion(
            "ofcom.speed", Ofcom, "Live captions of at most 200 words a minute (160 to 180 are asked for).", MostWordsPerMinute, value,
            "words/min",
            value is null ? CriterionResult.Unknown : value <= MostWordsPerMinute ? CriterionResult.Met : CriterionResult.NotMet,
            value is null
                ? "There are no captions."
                : "All words by the time that their captions last; captions are what was said, uncut.");
    }

    private static QualityCriterion Present(QualityReport report)
    {
        var some = report.ReadingSpeed is not null;
        return new QualityCriterion(
            report.Live ? "en301549.9.1.2.4" : "en301549.9.1.2.2", $"{En}, {(report.Live ? "9.1.2.4" : "9.1.2.2")} (WCAG 2.1)",
            "What is said has captions.", null, null, null,
            !some ? CriterionResult.NotMet : report.LostAudio > 0 ? CriterionResult.Unknown : CriterionResult.Met,
            !some ? "There are none."
                : report.LostAudio > 0 ? FormattableString.Invariant($"{report.LostAudio} s of sound were lost on their way to the server.")
                : "All sound that was sent was recognised; that nothing said is missing, accuracy tells.");
    }

    private static QualityCriterion Speakers(QualityReport report) => new(
        "en301549.speakers", $"{En}, 9.1.2.4; WCAG 2.1, captions", "Captions tell who speaks, where that is needed.", null,
        report.ShareWithSpeaker * 100, "%", CriterionResult.Unknown, $"{Number}The figure is the share of captions that say who speaks.");

    private static QualityCriterion Synchronised(QualityReport report)
    {
        var delays = report.Latency?.Final;
        return new QualityCriterion(
            "eaa.quality", Act, "Captions come with adequate quality, in step with sound and picture, and whole.", null, null, null,
            CriterionResult.Unknown,
            $"{Number}Accuracy, latency and completeness above are what there is to show"
                + (delays is null ? "." : FormattableString.Invariant($"; 95 of 100 captions were final within {delays.P95} s.")));
    }
}
