using System.Net.WebSockets;
using System.Text.Json;
using LiveCaptions.Captions;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>
/// A WebSocket's messages, whole: never more than the limit in memory, sends one after the other, and a close that waits
/// a little for the other side, so that it reads why.
/// </summary>
public sealed class WebSocketChannel(WebSocket socket, int maxMessageBytes, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan CloseWait = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _sending = new(1, 1);
    // Not rented: a receive may still be under way in it when the channel is disposed.
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;
    private Task<WebSocketMessageType> _receiving = Task.FromResult(WebSocketMessageType.Close);

    /// <summary>The last message; valid until the next is received.</summary>
    public ReadOnlyMemory<byte> Message => _buffer.AsMemory(0, _length);

    /// <summary>Receives the next message into <see cref="Message"/>.</summary>
    /// <exception cref="IngestProblemException">It is too big.</exception>
    public Task<WebSocketMessageType> ReceiveAsync() => _receiving = ReceiveWholeAsync();

    /// <summary>Sends <paramref name="message"/> as JSON text.</summary>
    public Task SendAsync<T>(T message) => SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, CaptionJson.Options));

    /// <summary>Sends JSON that is written already.</summary>
    public async Task SendAsync(byte[] json)
    {
        await _sending.WaitAsync();
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None)
                    .WaitAsync(CloseWait, time);
            }
        }
        catch (TimeoutException)
        {
            // It does not read: nobody waits for it.
            socket.Abort();
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Reads on and forgets what comes, until the other side closes or breaks off.</summary>
    public async Task DiscardAsync()
    {
        try
        {
            await ((Task)_receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // Gone without a word, as it may.
        }
    }

    /// <summary>Says why and closes; waits a moment for the other side to close too.</summary>
    /// <param name="discarding">A <see cref="DiscardAsync"/> that runs already.</param>
    public async Task CloseAsync(WebSocketCloseStatus status, string reason, Task? discarding = null)
    {
        await _sending.WaitAsync();
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, reason, CancellationToken.None).WaitAsync(CloseWait, time);
            }

            await (discarding ?? DiscardAsync()).WaitAsync(CloseWait, time);
        }
        catch (TimeoutException)
        {
            socket.Abort();
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose()
    {
        socket.Abort();
        _sending.Dispose();
    }

    private async Task<WebSocketMessageType> ReceiveWholeAsync()
    {
        _length = 0;
        while (true)
        {
            if (_length == _buffer.Length)
            {
                Grow();
            }

            var part = await socket.ReceiveAsync(_buffer.AsMemory(_length), CancellationToken.None);
            _length += part.Count;
            if (_length > maxMessageBytes)
            {
                throw new IngestProblemException(
                    "message_too_big", $"A message is larger than {maxMessageBytes} bytes; send smaller ones.",
                    WebSocketCloseStatus.MessageTooBig);
            }

            if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close)
            {
                return part.MessageType;
            }
        }
    }

    private void Grow() =>
        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, maxMessageBytes + 1));
}
