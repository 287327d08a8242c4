namespace LiveCaptions.Server.Storage;

/// <summary>A caption track on its way to YouTube, with what has to survive a restart; and, once it is there, what it became.</summary>
public sealed class UploadRow
{
    public required string Id { get; init; }

    public required string VideoId { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Of the track, as viewers choose it; empty is usual. With video and language it names a track on YouTube.</summary>
    public string Name { get; init; } = "";

    public bool IsDraft { get; set; }

    /// <summary>The channel whose sign-in it takes; null where there is one only.</summary>
    public string? ChannelId { get; set; }

    /// <summary>The session whose captions it takes, as they are when it goes; null for a file.</summary>
    public string? SessionId { get; set; }

    /// <summary>The file's name; null for a session.</summary>
    public string? FileName { get; set; }

    /// <summary>The file; null for a session.</summary>
    public byte[]? Content { get; set; }

    /// <summary>Extension of what is sent: <c>vtt</c> or <c>srt</c>.</summary>
    public string Format { get; set; } = "vtt";

    /// <summary>Seconds that are added to the captions' times to be the video's; null finds it out where it can.</summary>
    public double? Offset { get; set; }

    /// <summary>Higher goes first.</summary>
    public int Priority { get; set; }

    /// <summary>It goes even where the track has the same already.</summary>
    public bool IsForced { get; set; }

    public UploadState State { get; set; }

    /// <summary>Grows with each request for this track: what changes while it goes is sent again.</summary>
    public int Version { get; set; }

    /// <summary>What is the matter with it, and what to do, in one line.</summary>
    public string? Error { get; set; }

    public int Attempts { get; set; }

    /// <summary>When it is tried again; null where it is not, or at once.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>YouTube's id of the track, once it is known.</summary>
    public string? CaptionId { get; set; }

    /// <summary>When something was begun of which nobody knows how it ended; null where all is known.</summary>
    public DateTimeOffset? DoubtAt { get; set; }

    /// <summary>Where the bytes of a begun upload go; null where none is begun. Whoever has it can upload: a secret.</summary>
    public string? Address { get; set; }

    /// <summary>The same as it is stored: encrypted by <see cref="SecretVault"/>.</summary>
    public string? SealedAddress { get; set; }

    /// <summary>Hash of what goes to <see cref="Address"/>: other bytes need another upload.</summary>
    public string? ContentHash { get; set; }

    /// <summary>Units of quota that it cost.</summary>
    public int Units { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }
}
