using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Storage;

/// <summary>Where a session is in its life; it only ever moves forward.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionState>))]
public enum SessionState
{
    /// <summary>Nobody has published yet.</summary>
    [JsonStringEnumMemberName("created")]
    Created,

    /// <summary>A publisher is there, or may still come back.</summary>
    [JsonStringEnumMemberName("live")]
    Live,

    /// <summary>All audio is in; the last finals are being made.</summary>
    [JsonStringEnumMemberName("finishing")]
    Finishing,

    [JsonStringEnumMemberName("finished")]
    Finished,

    [JsonStringEnumMemberName("failed")]
    Failed,
}
