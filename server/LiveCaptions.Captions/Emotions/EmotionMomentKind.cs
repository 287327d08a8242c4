using System.Text.Json.Serialization;

namespace LiveCaptions.Captions.Emotions;

/// <summary>Why a moment is worth looking at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EmotionMomentKind>))]
public enum EmotionMomentKind
{
    /// <summary>A speaker gets more excited from utterance to utterance, and it is not pleasant.</summary>
    [JsonStringEnumMemberName("escalation")]
    Escalation,

    /// <summary>The most excited utterance around, far above the speaker's usual.</summary>
    [JsonStringEnumMemberName("peak")]
    Peak,

    /// <summary>An utterance is far more, or far less, excited than the speaker's one before.</summary>
    [JsonStringEnumMemberName("suddenChange")]
    SuddenChange,
}
