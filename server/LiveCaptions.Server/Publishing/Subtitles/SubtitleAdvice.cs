namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>What to do about a video's subtitles, and for how many viewers.</summary>
/// <param name="Language">Of the track; null where it is about all of them.</param>
/// <param name="Views">By those whom it concerns.</param>
/// <param name="Why">In a sentence.</param>
public sealed record SubtitleAdvice(
    SubtitleAdviceKind Kind, string VideoId, string? Language, string? SessionId, long Views, string Why);
