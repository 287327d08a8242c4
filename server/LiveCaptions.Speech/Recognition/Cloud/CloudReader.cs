using System.Net.WebSockets;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>Messages of JSON from a WebSocket, of bounded length.</summary>
internal sealed class CloudReader(WebSocket socket)
{
    /// <summary>Bytes of the longest message: a minute of words has a hundredth of it.</summary>
    private const int Most = 1024 * 1024;

    private byte[] _buffer = new byte[16 * 1024];

    /// <returns>Null at the end.</returns>
    /// <exception cref="WebSocketException">The connection is gone.</exception>
    /// <exception cref="JsonException">What comes is no such message.</exception>
    public async ValueTask<JsonElement?> ReadAsync(CancellationToken cancellationToken)
    {
        for (var length = 0; ;)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, length < Most ? 2 * length : throw new JsonException("A message is too long."));
            }

            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return Parse(_buffer.AsMemory(0, length));
            }
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        return document.RootElement.Clone();
    }
}
