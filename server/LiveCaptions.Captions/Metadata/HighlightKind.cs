using System.Text.Json.Serialization;

namespace LiveCaptions.Captions.Metadata;

/// <summary>Why a moment is worth looking at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HighlightKind>))]
public enum HighlightKind
{
    /// <summary>Somebody is far more excited than usual.</summary>
    [JsonStringEnumMemberName("excitement")]
    Excitement,

    /// <summary>Something else than speech is heard: music, laughter.</summary>
    [JsonStringEnumMemberName("sound")]
    Sound,

    /// <summary>Much of what the session is about is said at once.</summary>
    [JsonStringEnumMemberName("keyTerms")]
    KeyTerms,
}
