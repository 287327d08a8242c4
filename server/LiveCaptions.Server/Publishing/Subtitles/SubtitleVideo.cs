namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>How a video was watched by subtitle language.</summary>
public sealed record SubtitleVideo
{
    public required string VideoId { get; init; }

    public required string ChannelId { get; init; }

    /// <summary>The session whose captions went there last.</summary>
    public string? SessionId { get; init; }

    public required long Views { get; init; }

    public required double WatchMinutes { get; init; }

    /// <summary>The most watched first.</summary>
    public required IReadOnlyList<SubtitleLanguage> Languages { get; init; }

    /// <summary>Languages that were uploaded from here.</summary>
    public required IReadOnlyList<string> Tracks { get; init; }

    /// <summary>Of what viewers saw live, in percent; null where it was not measured.</summary>
    public double? NerAccuracy { get; init; }

    /// <summary>Words that the recogniser was not sure of, 0 to 1; null where it was not measured.</summary>
    public double? ShareOfUnsureWords { get; init; }
}
