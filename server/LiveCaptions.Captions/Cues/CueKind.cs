using System.Text.Json.Serialization;

namespace LiveCaptions.Captions.Cues;

[JsonConverter(typeof(JsonStringEnumConverter<CueKind>))]
public enum CueKind
{
    [JsonStringEnumMemberName("interim")]
    Interim,

    [JsonStringEnumMemberName("final")]
    Final,
}
