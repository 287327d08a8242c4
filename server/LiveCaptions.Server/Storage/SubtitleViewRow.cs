namespace LiveCaptions.Server.Storage;

/// <summary>How a video was watched on a day with subtitles in a language, or without, as YouTube's subtitles report tells it.</summary>
public sealed class SubtitleViewRow
{
    public required string ChannelId { get; init; }

    /// <summary>In California: <c>2026-11-30</c>.</summary>
    public required string Day { get; init; }

    public required string VideoId { get; init; }

    /// <summary>As YouTube names it; empty for those who watched without, or of whom that is not told.</summary>
    public required string Language { get; init; }

    /// <summary>Language that YouTube translated the subtitles into by itself; empty where it did not.</summary>
    public required string Translated { get; init; }

    public long Views { get; set; }

    public double WatchMinutes { get; set; }
}
