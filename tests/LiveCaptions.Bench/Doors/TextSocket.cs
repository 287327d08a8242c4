using System.Net.WebSockets;
using System.Text;

namespace LiveCaptions.Bench.Doors;

/// <summary>A WebSocket of text messages, each with when it came.</summary>
internal sealed class TextSocket(TimeProvider time) : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[16 * 1024];

    /// <summary>What the server said with its upgrade.</summary>
    public string Header(string name) => _socket.HttpResponseHeaders![name].Single();

    public async Task ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        _socket.Options.CollectHttpResponseDetails = true;
        await _socket.ConnectAsync(address, cancellationToken);
    }

    public Task SendAsync(string text, CancellationToken cancellationToken) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    public Task SendAsync(byte[] bytes, CancellationToken cancellationToken) =>
        _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    /// <returns>Null where the server closed.</returns>
    public async Task<(string Text, long At)?> ReceiveAsync(CancellationToken cancellationToken)
    {
        for (var length = 0; ;)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            var at = time.GetTimestamp();
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
                return null;
            }

            if (part.EndOfMessage)
            {
                return (Encoding.UTF8.GetString(_buffer, 0, length), at);
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
