using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Storage;

/// <summary>Who takes a sink's captions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SinkType>))]
public enum SinkType
{
    /// <summary>YouTube Live, by HTTP POST to the caption address of a broadcast.</summary>
    [JsonStringEnumMemberName("youtube")]
    YouTube,

    /// <summary>OBS Studio, by obs-websocket: captions inside of the video stream (CEA-608).</summary>
    [JsonStringEnumMemberName("obs")]
    Obs,
}
