using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Quality;

/// <summary>Captions of a published layout that break its rules, counted by rule.</summary>
public sealed record RuleBreaches
{
    /// <summary>Milliseconds that rounding may make of what is no breach.</summary>
    private const double Rounding = 1;

    private const int MostLines = 2;

    public int TooManyLines { get; init; }

    public int TooWide { get; init; }

    public int Empty { get; init; }

    public int TooShort { get; init; }

    public int TooLong { get; init; }

    /// <summary>Faster than can be read.</summary>
    public int TooFast { get; init; }

    /// <summary>Nearer to the one before than a viewer sees as a change, but not touching it.</summary>
    public int GapTooSmall { get; init; }

    /// <summary>Shown while the one before is, though the same person speaks.</summary>
    public int Overlapping { get; init; }

    public int PastEnd { get; init; }

    public int Total => TooManyLines + TooWide + Empty + TooShort + TooLong + TooFast + GapTooSmall + Overlapping + PastEnd;

    /// <param name="cues">In order of start.</param>
    /// <param name="duration">Of the media in seconds; 0 where nobody knows.</param>
    public static RuleBreaches Of(IReadOnlyList<PublishedCue> cues, PublishingOptions options, double duration)
    {
        var pairs = cues.Zip(cues.Skip(1)).ToList();
        return new RuleBreaches
        {
            TooManyLines = cues.Count(cue => cue.Lines.Count > MostLines),
            TooWide = cues.Count(cue => cue.Lines.Any(line => DisplayWidth.Of(line) > options.LineWidth)),
            Empty = cues.Count(cue => cue.Lines.All(string.IsNullOrWhiteSpace)),
            TooShort = cues.Count(cue => Lasts(cue) < (options.MinDuration * 1000) - Rounding),
            TooLong = cues.Count(cue => Lasts(cue) > (options.MaxDuration * 1000) + Rounding),
            TooFast = cues.Count(ReadingSpeedOver(options)),
            GapTooSmall = pairs.Count(pair =>
                pair.Second.Start - pair.First.End is var gap && gap > 0 && gap < (options.MinGap * 1000) - Rounding),
            Overlapping = pairs.Count(pair =>
                pair.Second.Start < pair.First.End && (pair.First.Speaker is null || pair.First.Speaker.Id == pair.Second.Speaker?.Id)),
            PastEnd = duration > 0 ? cues.Count(cue => cue.End > (duration * 1000) + Rounding) : 0,
        };
    }

    private static Func<PublishedCue, bool> ReadingSpeedOver(PublishingOptions options) =>
        cue => ReadingSpeed.SpeedOf(cue) > options.MaxReadingSpeed + ReadingSpeed.Tolerance;

    private static long Lasts(PublishedCue cue) => cue.End - cue.Start;
}
