using System.Net.WebSockets;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>What is said on a WebSocket: sound goes as binary messages but where it is wrapped; all the rest is text, of JSON.</summary>
internal interface ISocketDialogue : ICloudDialogue
{
    Uri Address { get; }

    /// <summary>Puts the key where the provider wants it.</summary>
    void Prepare(ClientWebSocketOptions options);

    /// <exception cref="JsonException">It is not what it should be.</exception>
    CloudMessage Read(JsonElement message);

    ICloudLine ICloudDialogue.Line(CloudAccess access) => new CloudSocket(this, access);

    CloudMessage ICloudDialogue.Read(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        return Read(document.RootElement.Clone());
    }
}
