using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Captions.Quality;

/// <summary>
/// How good a session's live captions were, for people who have to show that: what viewers saw, measured by the transcript that a person
/// corrected, and how it stands to what regulators ask for. Nothing is claimed that nobody checked. See docs/quality.md.
/// </summary>
public sealed record QualityReport
{
    public required string SessionId { get; init; }

    public string? Title { get; init; }

    public string? Language { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required double Duration { get; init; }

    /// <summary>Whether it was captioned while it was said.</summary>
    public required bool Live { get; init; }

    public required double LostAudio { get; init; }

    public required CorrectionFigures Correction { get; init; }

    /// <summary>Null where nobody has corrected anything, or where what viewers saw is forgotten.</summary>
    public AccuracyFigures? Accuracy { get; init; }

    /// <summary>Null of files, and where nothing was measured.</summary>
    public LatencyFigures? Latency { get; init; }

    public ReadingSpeed? ReadingSpeed { get; init; }

    /// <summary>Of captions that viewers saw, those that say who speaks, 0 to 1.</summary>
    public double? ShareWithSpeaker { get; init; }

    public required IReadOnlyList<QualityCriterion> Criteria { get; init; }

    /// <summary>What a reader of the figures has to know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public static QualityReport Of(QualityInput input)
    {
        var correction = CorrectionOf(input);
        var spoken = input.Seen.Where(cue => !SoundCue.Is(cue)).ToList();
        var report = new QualityReport
        {
            SessionId = input.SessionId,
            Title = input.Title,
            Language = input.Language,
            MadeAt = input.MadeAt,
            Duration = input.Duration,
            Live = input.IsLive,
            LostAudio = input.LostAudio,
            Correction = correction,
            Accuracy = correction.Status == CorrectionStatus.None || !input.IsSeenKnown
                ? null
                : AccuracyFigures.Of(input.Seen, input.Published, input.Language),
            Latency = input.IsLive ? LatencyFigures.Of(spoken) : null,
            ReadingSpeed = ReadingSpeed.Of(spoken, PublishingLayout.Arrange(input.Published, input.Duration, input.Layout), input.Layout),
            ShareWithSpeaker = spoken.Count == 0
                ? null
                : Math.Round(spoken.Count(cue => cue.Speaker is not null) / (double)spoken.Count, 4),
            Criteria = [],
            Notes = [],
        };
        return report with { Criteria = QualityCriteria.Of(report), Notes = NotesOf(report, input) };
    }

    private static CorrectionFigures CorrectionOf(QualityInput input)
    {
        var corrected = input.Published.Count(cue => cue.Edited);
        var changed = Changed(input.Seen, input.Live) + (input.PublishedBefore is { } before ? Changed(before, input.Published) : 0);
        var written = AccuracyFigures.WordsOf(input.PublishedBefore ?? input.Seen).Count;
        var status = input.CorrectedAt is not null ? CorrectionStatus.Whole
            : corrected > 0 || changed > 0 || !input.IsSeenKnown ? CorrectionStatus.Partial
            : CorrectionStatus.None;
        return new CorrectionFigures(
            status, input.CorrectedAt, input.Published.Count, corrected, input.IsSeenKnown ? changed : null,
            input.IsSeenKnown && written > 0 ? Math.Round(changed / (double)written, 4) : null);
    }

    private static int Changed(IReadOnlyList<Cue> before, IReadOnlyList<Cue> now) => ReferenceEquals(before, now)
        ? 0
        : WordErrorRate.Of(WordEdits.Between(AccuracyFigures.WordsOf(now), AccuracyFigures.WordsOf(before))).Errors;

    private static List<string> NotesOf(QualityReport report, QualityInput input)
    {
        var notes = new List<string>();
        if (report.Correction.Status == CorrectionStatus.None)
        {
            notes.Add("Nobody has corrected this transcript: nothing is said about its accuracy.");
        }
        else if (!input.IsSeenKnown)
        {
            notes.Add("What viewers saw before corrections was forgotten: accuracy cannot be told any more.");
        }
        else if (report.Correction.Status == CorrectionStatus.Partial)
        {
            notes.Add("Some of the transcript is corrected, and nobody has said that all of it is right: "
                + "words that nobody touched are taken " + (input.PublishedBefore is null ? "as right." : "as the second pass heard them.")
                + " Real accuracy may be lower than these figures.");
        }

        if (report.Accuracy is not null)
        {
            notes.Add("NER accuracy is told by rules, not by a person as the NER model asks; punctuation and capitals are not counted.");
        }

        if (report.LostAudio > 0)
        {
            notes.Add("Some sound never reached the server: what was said in it is in neither transcript.");
        }

        return notes;
    }
}
