namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>What has to be known of an upload to go on with it: stored each time that it changes, before anything else is done.</summary>
public sealed record UploadProgress
{
    /// <summary>YouTube's id of the track, where it is known.</summary>
    public string? CaptionId { get; init; }

    /// <summary>Where the bytes of a begun upload go: a secret.</summary>
    public Uri? Address { get; init; }

    /// <summary>Hash of the bytes that go there.</summary>
    public string? Hash { get; init; }

    /// <summary>When that upload was begun, as long as nobody knows how it ended.</summary>
    public DateTimeOffset? DoubtAt { get; init; }
}
