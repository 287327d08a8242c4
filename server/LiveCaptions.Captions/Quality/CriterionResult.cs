using System.Text.Json.Serialization;

namespace LiveCaptions.Captions.Quality;

/// <summary>Whether a demand is met.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CriterionResult>))]
public enum CriterionResult
{
    [JsonStringEnumMemberName("met")]
    Met,

    [JsonStringEnumMemberName("notMet")]
    NotMet,

    /// <summary>What is there does not tell, or only a person can.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The demand is not made of such a session.</summary>
    [JsonStringEnumMemberName("notApplicable")]
    NotApplicable,
}
