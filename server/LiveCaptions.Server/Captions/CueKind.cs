using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Captions;

[JsonConverter(typeof(JsonStringEnumConverter<CueKind>))]
public enum CueKind
{
    [JsonStringEnumMemberName("interim")]
    Interim,

    [JsonStringEnumMemberName("final")]
    Final,
}
