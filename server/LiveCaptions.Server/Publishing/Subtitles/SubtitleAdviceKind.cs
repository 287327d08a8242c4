namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>What to do about a video's subtitles.</summary>
public enum SubtitleAdviceKind
{
    /// <summary>Its captions were corrected since they were uploaded: upload them again.</summary>
    Update,

    /// <summary>Many watch captions that are not good: correct them.</summary>
    Correct,

    /// <summary>Viewers want a language that it has no track of ours in.</summary>
    AddLanguage,
}
