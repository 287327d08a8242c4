namespace LiveCaptions.Server.Storage;

/// <summary>
/// A piece of one voice as it is stored: what a restarted server, the review at a session's end and profiles are made of.
/// </summary>
public sealed class VoiceRow
{
    public required string SessionId { get; init; }

    public required int Track { get; init; }

    /// <summary>In samples from the track's first.</summary>
    public required long Start { get; init; }

    public required long End { get; init; }

    /// <summary>How much of a full window of speech is behind the vector: 0 to 1.</summary>
    public required float Weight { get; init; }

    /// <summary>Names the space of the vector: vectors of different spaces cannot be compared.</summary>
    public required string Space { get; init; }

    /// <summary>Little-endian 32-bit floats.</summary>
    public required byte[] Vector { get; init; }

    /// <summary>Number of the speaker in the track; null while not sure.</summary>
    public int? Speaker { get; set; }

    public float Confidence { get; set; }
}
