using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Server.Storage;

/// <summary>What a person changes in one step, to be stored together.</summary>
/// <param name="Edit">A new one, or one that is taken back or done again.</param>
public sealed record EditBatch(EditRow Edit)
{
    /// <summary>Whether it is new: what was taken back before it cannot be done again then.</summary>
    public bool IsNew { get; init; }

    /// <summary>At least the last seq given out.</summary>
    public long SeqReserved { get; init; }

    /// <summary>In the places of those with their ids, which are there.</summary>
    public IReadOnlyList<Cue> Changed { get; init; } = [];

    /// <summary>Their translations that take over what changed, or go; in the places of those with their ids.</summary>
    public IReadOnlyList<Cue> Translations { get; init; } = [];

    public IReadOnlyList<Cue> Added { get; init; } = [];

    /// <summary>Speakers that come with it.</summary>
    public IReadOnlyList<KnownSpeaker> Speakers { get; init; } = [];
}
