namespace LiveCaptions.Server.Storage;

/// <summary>What a caption track on YouTube has in it, as far as it came from here. There is none while nobody knows.</summary>
public sealed class SentTrackRow
{
    public required string VideoId { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    public required string Name { get; init; }

    /// <summary>YouTube's id of the track.</summary>
    public required string CaptionId { get; set; }

    /// <summary>Of the file, and of whether it is a draft.</summary>
    public required string Hash { get; set; }

    public required DateTimeOffset At { get; set; }
}
