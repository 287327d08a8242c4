namespace LiveCaptions.Captions.Speakers;

/// <summary>Somebody who speaks in a session.</summary>
/// <param name="Id">Unique in its session.</param>
/// <param name="Label">As shown: given by a publisher, by a person, by a profile, or a number.</param>
/// <param name="Number">Of the voice in its track's clustering; null for the one speaker of a track that its publisher named.</param>
public sealed record KnownSpeaker(string Id, string Label, int? Number)
{
    /// <summary>Whether a person or a publisher gave the label.</summary>
    public bool Named { get; init; }

    /// <summary>How sure a voice profile is of the label, 0 to 1; null where the label is not a profile's.</summary>
    public double? Confidence { get; init; }
}
