using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Server.Storage;

/// <summary>A speaker of a session as it is stored.</summary>
public sealed class SpeakerRow
{
    public required string SessionId { get; init; }

    /// <summary>Unique in its session.</summary>
    public required string Id { get; init; }

    /// <summary>As shown: given by a publisher, by a person, by a profile, or a number.</summary>
    public required string Label { get; set; }

    /// <summary>Whether a person or a publisher gave the label.</summary>
    public bool Named { get; set; }

    /// <summary>How sure a voice profile is of the label, 0 to 1; null where the label is not a profile's.</summary>
    public double? Confidence { get; set; }

    /// <summary>Number of the speaker in its track's clustering; null for the one speaker of a track that its publisher named.</summary>
    public int? Number { get; init; }

    internal static SpeakerRow Of(string sessionId, KnownSpeaker speaker) => new()
    {
        SessionId = sessionId,
        Id = speaker.Id,
        Label = speaker.Label,
        Number = speaker.Number,
        Named = speaker.Named,
        Confidence = speaker.Confidence,
    };

    internal KnownSpeaker ToSpeaker() => new(Id, Label, Number) { Named = Named, Confidence = Confidence };
}
