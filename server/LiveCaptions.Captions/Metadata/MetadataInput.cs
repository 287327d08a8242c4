using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;

namespace LiveCaptions.Captions.Metadata;

/// <summary>What metadata are made of.</summary>
public sealed record MetadataInput
{
    public string? Title { get; init; }

    /// <summary>BCP 47.</summary>
    public string? Language { get; init; }

    /// <summary>Finals, in order of start.</summary>
    public required IReadOnlyList<Cue> Cues { get; init; }

    public IReadOnlyList<EmotionPoint> Emotions { get; init; } = [];

    /// <summary>Names and jargon that somebody expected: those that are said are keywords.</summary>
    public IReadOnlyList<string> Keyterms { get; init; } = [];

    /// <summary>Places that people marked: those that say what they are about begin chapters.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Seconds.</summary>
    public required double Duration { get; init; }
}
