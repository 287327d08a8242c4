using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Api;

/// <summary>
/// Where to send audio; RTMP is absent where the server takes none. The WebSocket takes
/// <c>?key=STREAMKEY&amp;encoding=…&amp;sampleRate=…&amp;channels=…</c>.
/// </summary>
public sealed record IngestAddresses(
    [property: JsonPropertyName("websocket")] Uri WebSocket,
    Uri Whip,
    Uri? Rtmp);
