using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Captions.Formats;

/// <summary>What a format renders: a session's finals, in order, and what is known about the session.</summary>
public sealed record CaptionDocument
{
    /// <summary>The session as the API gives it (the JSON export's <c>session</c>).</summary>
    public required object Session { get; init; }

    /// <summary>BCP 47; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>Length of the media in seconds: no cue may end after it.</summary>
    public required double Duration { get; init; }

    public IReadOnlyList<CueSpeaker> Speakers { get; init; } = [];

    public required IReadOnlyList<Cue> Cues { get; init; }

    /// <summary>Who spoke when, in order of start, where that is known better than the cues' words tell; null where it is not.</summary>
    public IReadOnlyList<SpeakerTurn>? Turns { get; init; }

    /// <summary>How it is said, where that was asked.</summary>
    public IReadOnlyList<EmotionPoint> Emotions { get; init; } = [];

    /// <summary>Whether formats to be shown mark changes of how it is said, such as <c>[angrily]</c>.</summary>
    public bool MarksEmotions { get; init; }

    /// <summary>
    /// The cues as another program laid them out, in order of start: formats to be shown write these as they are. Null: <see
    /// cref="Cues"/> are laid out.
    /// </summary>
    public IReadOnlyList<PublishedCue>? Published { get; init; }

    public FormatOptions Options { get; init; } = new();

    /// <summary>What is to be told of the captions themselves, in sentences, whatever the format.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Is told in a sentence what of the document a format could not carry.</summary>
    public Action<string>? Tell { get; init; }
}
