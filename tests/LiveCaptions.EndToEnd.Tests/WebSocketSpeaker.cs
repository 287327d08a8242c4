using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Publishes samples as the contract says: in real time, from where the server stands.</summary>
public sealed class WebSocketSpeaker : IDisposable
{
    private const int MessageLength = 640;
    private static readonly TimeSpan MessageTime = TimeSpan.FromMilliseconds(40);
    private readonly ClientWebSocket _socket = new();

    /// <summary>Sends until all is said, the token stops it or the server is gone.</summary>
    public async Task SpeakAsync(Uri ingest, short[] samples, CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(ingest, cancellationToken);
        var ready = JsonNode.Parse(await ReceiveAsync(cancellationToken))!;
        Assert.Equal("ready", ready["type"]!.GetValue<string>());
        var position = (int)Math.Round(ready["received"]!.GetValue<double>() * 16_000);
        using var pace = new PeriodicTimer(MessageTime, TimeProvider.System);
        while (position < samples.Length && await pace.WaitForNextTickAsync(cancellationToken))
        {
            var length = Math.Min(MessageLength, samples.Length - position);
            await _socket.SendAsync(
                MemoryMarshal.AsBytes(samples.AsSpan(position, length)).ToArray(),
                WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            position += length;
        }
    }

    /// <summary>Says close and waits for the server to have said everything.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await _socket.SendAsync(
            Encoding.UTF8.GetBytes("""{"type":"close"}"""), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        while (_socket.State == WebSocketState.Open)
        {
            await ReceiveAsync(cancellationToken);
        }

        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var received = await _socket.ReceiveAsync(buffer, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
