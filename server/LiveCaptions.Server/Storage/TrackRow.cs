namespace LiveCaptions.Server.Storage;

/// <summary>One audio stream of a session as it is stored.</summary>
public sealed class TrackRow
{
    public required string SessionId { get; init; }

    /// <summary>From 0.</summary>
    public required int Number { get; init; }

    /// <summary>Name of who speaks on it, where the publisher gave one.</summary>
    public string? Speaker { get; init; }

    /// <summary>Relative to the data folder.</summary>
    public required string RecordingPath { get; init; }

    /// <summary>Instant of the track's sample 0.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Where the track's sample 0 lies in the session, in samples.</summary>
    public long Offset { get; set; }

    /// <summary>Finals up to this sample of the track are stored; recognition resumes here.</summary>
    public long TranscribedUntil { get; set; }

    /// <summary>No more audio will come.</summary>
    public bool Closed { get; set; }
}
