using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Compatible;

/// <summary>The WebSocket of a program that speaks another's protocol.</summary>
internal sealed class ForeignSocket : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonElement> _messages = [];

    /// <summary>All that came so far.</summary>
    public IReadOnlyList<JsonElement> Messages => _messages;

    public string? Protocol => _socket.SubProtocol;

    public string? Header(string name) => _socket.HttpResponseHeaders!.TryGetValue(name, out var values) ? values.Single() : null;

    public WebSocketCloseStatus? Status => _socket.CloseStatus;

    public string? Reason => _socket.CloseStatusDescription;

    /// <exception cref="RefusedException">The server did not upgrade.</exception>
    public static async Task<ForeignSocket> ConnectAsync(
        TestServer server, string pathAndQuery, string? authorization = null, params string[] protocols)
    {
        var foreign = new ForeignSocket();
        foreign._socket.Options.CollectHttpResponseDetails = true;
        if (authorization is not null)
        {
            foreign._socket.Options.SetRequestHeader("Authorization", authorization);
        }

        foreach (var protocol in protocols)
        {
            foreign._socket.Options.AddSubProtocol(protocol);
        }

        try
        {
            await foreign._socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}{pathAndQuery}"), CancellationToken.None)
                .WaitAsync(Patience);
            return foreign;
        }
        catch (WebSocketException exception)
        {
            await using (foreign)
            {
                throw new RefusedException((int)foreign._socket.HttpStatusCode, exception);
            }
        }
    }

    public Task SendAsync(short[] samples) => SendAsync(FakeSpeech.Bytes(samples));

    public Task SendAsync(byte[] message) =>
        _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).WaitAsync(Patience);

    public Task SayAsync(string text) => _socket
        .SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None)
        .WaitAsync(Patience);

    /// <summary>Reads on until a message is as wanted.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isWanted)
    {
        while (await ReceiveAsync() is { } message)
        {
            if (isWanted(message))
            {
                return message;
            }
        }

        throw new InvalidOperationException($"The server closed ({Status} {Reason}) before, and had said: {string.Join('\n', _messages)}");
    }

    /// <summary>Waits for a message of a type.</summary>
    public Task<JsonElement> UntilAsync(string type) => UntilAsync(message => message.GetProperty("type").GetString() == type);

    public async Task UntilClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }
    }

    /// <summary>Breaks the connection off.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement?> ReceiveAsync()
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(Patience);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                if (_socket.State == WebSocketState.CloseReceived)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(Patience);
                }

                return null;
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                _messages.Add(JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone());
                return _messages[^1];
            }
        }
    }
}
