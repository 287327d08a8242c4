using System.Net.WebSockets;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>Messages from a WebSocket, of bounded length.</summary>
internal sealed class CloudReader(WebSocket socket)
{
    /// <summary>Bytes of the longest message: a minute of words has a hundredth of it.</summary>
    private const int Most = 1024 * 1024;

    private byte[] _buffer = new byte[16 * 1024];

    /// <returns>The next message, until the next call; null at the end.</returns>
    /// <exception cref="WebSocketException">The connection is gone.</exception>
    /// <exception cref="JsonException">It is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
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
                return _buffer.AsMemory(0, length);
            }
        }
    }
}
