using System.Text.Json.Serialization;

namespace LiveCaptions.Captions.Cues;

/// <summary>
/// Text shown from one time to another: what viewers, files and YouTube get. Times in seconds from the session's first sample.
/// </summary>
public sealed record Cue
{
    public required string SessionId { get; init; }

    /// <summary>Number of this message in its session; grows by one with every message and never repeats.</summary>
    public required long Seq { get; init; }

    /// <summary>Unique in its session; interims and the final that replaces them share it.</summary>
    public required string Id { get; init; }

    public required int Revision { get; init; }

    public required CueKind Kind { get; init; }

    public required double Start { get; init; }

    public required double End { get; init; }

    /// <summary>
    /// One line of plain text; two lines of 42 characters hold it. A viewer breaks it.
    /// Empty in an interim: the cue is withdrawn, and a viewer removes it. Empty in a final: a person deleted it.
    /// </summary>
    public required string Text { get; init; }

    public IReadOnlyList<CueWord>? Words { get; init; }

    public CueSpeaker? Speaker { get; init; }

    public CueEmotion? Emotion { get; init; }

    public string? Language { get; init; }

    /// <summary>Id of the cue that it is a translation of; null of what was said.</summary>
    public string? Of { get; init; }

    /// <summary>True of a translation that a machine made by rules, which is there to be understood, not to be published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Draft { get; init; }

    /// <summary>True of a translation by a person of words that were corrected since.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Stale { get; init; }

    /// <summary>Of a translation by a person: a fingerprint of the words that it is one of.</summary>
    public string? Basis { get; init; }

    /// <summary>Seconds from the end of the last word being received to this message being sent.</summary>
    public double? Latency { get; init; }

    /// <summary>Of finals that were live: how long viewers waited for it. Unlike <see cref="Latency"/> it outlives corrections.</summary>
    public CueShown? Shown { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>True once a person corrected it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Edited { get; init; }

    /// <summary>What a person put right of it, as <see cref="Editing.CueTouch"/> names it; null where nobody did.</summary>
    public IReadOnlyList<string>? Touched { get; init; }

    /// <summary>True once a person deleted it: viewers remove it. Its text is empty.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Deleted { get; init; }
}
