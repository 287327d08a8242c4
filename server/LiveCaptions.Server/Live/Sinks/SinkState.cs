using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>How it stands with a sink.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SinkState>))]
public enum SinkState
{
    /// <summary>Nothing was taken or refused yet.</summary>
    [JsonStringEnumMemberName("connecting")]
    Connecting,

    /// <summary>What was sent last was taken.</summary>
    [JsonStringEnumMemberName("live")]
    Live,

    /// <summary>What was tried last failed; it is tried again.</summary>
    [JsonStringEnumMemberName("failing")]
    Failing,

    /// <summary>The session is over: nothing is sent any more.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,
}
