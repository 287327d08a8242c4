using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Captions.Quality;

/// <summary>What the quality of a session is told from. Cues are finals, in order of start.</summary>
public sealed record QualityInput
{
    public required string SessionId { get; init; }

    public string? Title { get; init; }

    /// <summary>BCP 47.</summary>
    public string? Language { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When a person said that all is right; null where nobody did.</summary>
    public DateTimeOffset? CorrectedAt { get; init; }

    /// <summary>What viewers got first, whatever a person made of it.</summary>
    public required IReadOnlyList<Cue> Seen { get; init; }

    /// <summary>False where some of that is forgotten, so that nothing can be compared with it.</summary>
    public required bool IsSeenKnown { get; init; }

    /// <summary>The live transcript as it is now.</summary>
    public required IReadOnlyList<Cue> Live { get; init; }

    /// <summary>The transcript that is published, as it is now: the same, or that of the second pass.</summary>
    public required IReadOnlyList<Cue> Published { get; init; }

    /// <summary>The published one as the second pass made it; null where there was none.</summary>
    public IReadOnlyList<Cue>? PublishedBefore { get; init; }

    /// <summary>Whether somebody published it while it was said: files have no latency.</summary>
    public required bool IsLive { get; init; }

    /// <summary>Seconds.</summary>
    public required double Duration { get; init; }

    /// <summary>Seconds of sound that never reached the server.</summary>
    public required double LostAudio { get; init; }

    public PublishingOptions Layout { get; init; } = new();
}
