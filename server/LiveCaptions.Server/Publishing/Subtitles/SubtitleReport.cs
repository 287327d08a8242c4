namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>Views and watch time by subtitle language, and what follows from them.</summary>
public sealed record SubtitleReport
{
    /// <summary>First day, in California.</summary>
    public required string From { get; init; }

    public required IReadOnlyList<SubtitleChannel> Channels { get; init; }

    /// <summary>Over all videos, the most watched first.</summary>
    public required IReadOnlyList<SubtitleLanguage> Languages { get; init; }

    /// <summary>The most watched first.</summary>
    public required IReadOnlyList<SubtitleVideo> Videos { get; init; }

    /// <summary>What concerns most viewers first.</summary>
    public required IReadOnlyList<SubtitleAdvice> Advice { get; init; }
}
