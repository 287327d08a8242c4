using LiveCaptions.Captions.Quality;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Reports;

/// <summary>A session's captions in a line of a report. Shares go from 0 to 1.</summary>
public sealed record CaptionReport
{
    public required string SessionId { get; init; }

    public string? Title { get; init; }

    public required SessionState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Seconds.</summary>
    public required double Duration { get; init; }

    /// <summary>YouTube's ids of videos that it is or was to go to.</summary>
    public required IReadOnlyList<string> Videos { get; init; }

    /// <summary>Of the captions, and of what is on YouTube.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>As they are published.</summary>
    public required int Captions { get; init; }

    public required int Words { get; init; }

    public double? WordsPerMinute { get; init; }

    /// <summary>Characters a second of 95 of 100 captions at most.</summary>
    public double? CharactersPerSecond { get; init; }

    public required RuleBreaches Rules { get; init; }

    public required bool RulesKept { get; init; }

    /// <summary>Of words that somebody spoke, those that the recogniser was not sure of; null where it does not tell.</summary>
    public double? ShareOfUnsureWords { get; init; }

    public required CorrectionStatus Correction { get; init; }

    /// <summary>Null where what was there before corrections is forgotten.</summary>
    public double? ShareOfCorrectedWords { get; init; }

    /// <summary>Of what viewers saw, in percent; null where nobody corrected it.</summary>
    public double? NerAccuracy { get; init; }

    /// <summary>Seconds on average; null where it was not live.</summary>
    public double? FinalLatency { get; init; }
}
