using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>What to do about a video's subtitles.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubtitleAdviceKind>))]
public enum SubtitleAdviceKind
{
    /// <summary>Its captions were corrected since they were uploaded: upload them again.</summary>
    [JsonStringEnumMemberName("update")]
    Update,

    /// <summary>Many watch captions that are not good: correct them.</summary>
    [JsonStringEnumMemberName("correct")]
    Correct,

    /// <summary>Viewers want a language that it has no track of ours in.</summary>
    [JsonStringEnumMemberName("addLanguage")]
    AddLanguage,
}
