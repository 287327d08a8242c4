using System.Text.Json.Serialization;

namespace LiveCaptions.Captions.Quality;

/// <summary>How much of a transcript a person stands for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CorrectionStatus>))]
public enum CorrectionStatus
{
    /// <summary>Nobody has corrected anything.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Somebody has corrected some of it.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>Somebody says that all of it is right now.</summary>
    [JsonStringEnumMemberName("whole")]
    Whole,
}
