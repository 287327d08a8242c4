namespace LiveCaptions.Server.Storage;

/// <summary>A subtitles report of YouTube's that was taken in: it need not be fetched again.</summary>
public sealed class SubtitleReportRow
{
    public required string ChannelId { get; init; }

    /// <summary>YouTube's.</summary>
    public required string Id { get; init; }

    /// <summary>In California, that it tells of.</summary>
    public required string Day { get; init; }

    /// <summary>When YouTube made it: of two of one day the later holds.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}
