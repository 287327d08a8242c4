using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// What may be asked of a format beyond its habits; null leaves a format's own way. A format that cannot do one leaves it out.
/// </summary>
public sealed record FormatOptions
{
    /// <summary>Rules of layout, for formats that are laid out.</summary>
    public PublishingOptions? Profile { get; init; }

    /// <summary>How it says who speaks.</summary>
    public SpeakerMarks? Speakers { get; init; }

    /// <summary>Whether cues that are shown at the same time have places of their own.</summary>
    public bool? PlacedApart { get; init; }

    /// <summary>Whether music is <c>♪ music ♪</c>, and not <c>[music]</c>.</summary>
    public bool? MusicNotes { get; init; }

    /// <summary>Whether a comment says where the captions are from.</summary>
    public bool? Provenance { get; init; }

    /// <summary>Times count frames of this rate, in formats that can.</summary>
    public FrameRate? FrameRate { get; init; }
}
