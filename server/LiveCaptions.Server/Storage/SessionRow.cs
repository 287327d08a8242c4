namespace LiveCaptions.Server.Storage;

/// <summary>A session as it is stored.</summary>
public sealed class SessionRow
{
    public required string Id { get; init; }

    public string? Title { get; set; }

    /// <summary>BCP 47 as asked for; null lets the engine choose.</summary>
    public string? Language { get; set; }

    /// <summary>Name of the engine that recognises it.</summary>
    public required string Engine { get; set; }

    /// <summary>What else the creator asked for, as JSON.</summary>
    public required string Settings { get; set; }

    /// <summary>Watching needs no key.</summary>
    public bool IsPublic { get; set; }

    /// <summary>SHA-256 of the stream key.</summary>
    public required byte[] StreamKeyHash { get; init; }

    public SessionState State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Instant of sample 0.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public SessionEndReason? EndReason { get; set; }

    /// <summary>How far its transcript for publishing is.</summary>
    public PublishingState Publishing { get; set; }

    /// <summary>When a person said that all of its transcript is right; null while nobody has.</summary>
    public DateTimeOffset? CorrectedAt { get; set; }

    /// <summary>What went wrong, in one line, where the reason alone does not say it.</summary>
    public string? EndMessage { get; set; }

    /// <summary>Where its audio is fetched from, as JSON; null for sessions that somebody publishes.</summary>
    public string? Import { get; set; }

    /// <summary>
    /// The same as it is stored: encrypted by <see cref="SecretVault"/>, since addresses have passwords and signatures in them.
    /// </summary>
    public string? SealedImport { get; set; }

    /// <summary>When its recording was deleted before the session itself; null while it is kept.</summary>
    public DateTimeOffset? RecordingDeletedAt { get; set; }

    /// <summary>When the vectors of its voices were deleted before the session itself; null while they are kept.</summary>
    public DateTimeOffset? VoicesDeletedAt { get; set; }

    /// <summary>Length in 16 kHz samples once it has ended.</summary>
    public long Samples { get; set; }

    /// <summary>Audio, in 16 kHz samples, that a transport lost.</summary>
    public long LostSamples { get; set; }

    /// <summary>What happened to its sound on the way, as JSON; null where there is nothing to tell.</summary>
    public string? Notices { get; set; }

    /// <summary>Places that people marked, as JSON; null where there are none.</summary>
    public string? Marks { get; set; }

    /// <summary>Its captions are to go to YouTube, and are not in the queue yet.</summary>
    public bool UploadDue { get; set; }

    /// <summary>No seq above this was ever given out; a restarted server goes on above it.</summary>
    public long SeqReserved { get; set; }

    public List<TrackRow> Tracks { get; init; } = [];

    public List<SpeakerRow> Speakers { get; init; } = [];
}
