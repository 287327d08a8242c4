using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Live.Sinks.Obs;

/// <summary>What is absent is not written: obs-websocket takes null for a wrong type.</summary>
internal static class ObsJson
{
    public static JsonSerializerOptions Options { get; } = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
