using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Storage;

/// <summary>How far the second pass over an ended session is, which makes its transcript for publishing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PublishingState>))]
public enum PublishingState
{
    /// <summary>There is none: what was live is published.</summary>
    [JsonStringEnumMemberName("off")]
    Off,

    [JsonStringEnumMemberName("waiting")]
    Waiting,

    [JsonStringEnumMemberName("running")]
    Running,

    [JsonStringEnumMemberName("done")]
    Done,
}
