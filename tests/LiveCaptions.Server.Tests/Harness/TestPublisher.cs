using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A publisher's side of the ingest WebSocket.</summary>
public sealed class TestPublisher : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ClientWebSocket _socket;

    private TestPublisher(ClientWebSocket socket) => _socket = socket;

    public JsonElement Ready { get; private set; }

    public double Received => Ready.GetProperty("received").GetDouble();

    /// <param name="query">More of the query, such as <c>&amp;encoding=pcm_f32le</c>.</param>
    public static async Task<TestPublisher> ConnectAsync(TestServer server, string id, string key, string query = "")
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/ws/ingest/{id}?key={key}{query}"), CancellationToken.None)
                .WaitAsync(Patience);
            var publisher = new TestPublisher(socket);
            publisher.Ready = await publisher.NextAsync("ready");
            return publisher;
        }
        catch (WebSocketException exception)
        {
            using (socket)
            {
                throw new RefusedException((int)socket.HttpStatusCode, exception);
            }
        }
    }

    public Task SendAsync(short[] samples) => SendAsync(FakeSpeech.Bytes(samples));

    public Task SendAsync(byte[] message) =>
        _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).WaitAsync(Patience);

    public Task SendTextAsync(string text) => _socket
        .SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None)
        .WaitAsync(Patience);

    /// <summary>Part of a message.</summary>
    public Task SendPartAsync(byte[] part) =>
        _socket.SendAsync(part, WebSocketMessageType.Binary, endOfMessage: false, CancellationToken.None).WaitAsync(Patience);

    /// <summary>Says close and waits for the server to be done.</summary>
    public async Task<WebSocketCloseStatus?> CloseAsync()
    {
        await SendTextAsync("""{"type":"close"}""");
        return await UntilClosedAsync();
    }

    /// <summary>Waits for a message of a type; others are skipped.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        while (await ReceiveAsync() is { } message)
        {
            if (message.GetProperty("type").GetString() == type)
            {
                return message;
            }
        }

        throw new InvalidOperationException($"The server closed ({_socket.CloseStatus}) instead of sending '{type}'.");
    }

    /// <summary>Waits until the server acknowledges so many seconds.</summary>
    public async Task<double> AcknowledgedAsync(double seconds)
    {
        while (true)
        {
            if ((await NextAsync("ack")).GetProperty("received").GetDouble() is var received && received >= seconds)
            {
                return received;
            }
        }
    }

    public async Task<WebSocketCloseStatus?> UntilClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        return _socket.CloseStatus;
    }

    /// <summary>Breaks the connection off, as a crash or a lost network does.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement?> ReceiveAsync()
    {
        var buffer = new byte[4_096];
        var result = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(Patience);
        if (result.MessageType != WebSocketMessageType.Close)
        {
            return JsonDocument.Parse(buffer.AsMemory(0, result.Count)).RootElement.Clone();
        }

        if (_socket.State == WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(Patience);
        }

        return null;
    }
}
