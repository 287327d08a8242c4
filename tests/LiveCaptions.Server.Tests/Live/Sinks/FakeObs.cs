using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Live.Sinks;

/// <summary>obs-websocket 5 as its protocol describes it, as far as captions go; strict about what the protocol is strict about.</summary>
public sealed class FakeObs : IAsyncDisposable
{
    private const string Salt = "lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI=";
    private readonly WebApplication _app;
    private readonly string? _password;
    private readonly ConcurrentDictionary<WebSocket, string> _connections = new();

    private FakeObs(WebApplication app, string? password) => (_app, _password) = (app, password);

    /// <summary>As the dialogue of OBS shows it: host and port.</summary>
    public string Address => new Uri(_app.Urls.First()).Authority;

    public ConcurrentQueue<string> Captions { get; } = new();

    /// <summary>Connections that were made, identified or not.</summary>
    public int Connections { get; private set; }

    public bool IsStreaming { get; set; } = true;

    /// <summary>Takes requests and does not answer.</summary>
    public bool IsStuck { get; set; }

    /// <summary>What it says first instead of Hello.</summary>
    public string? Greeting { get; set; }

    public static async Task<FakeObs> StartAsync(string? password = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var obs = new FakeObs(app, password);
        app.UseWebSockets();
        app.Map("/", obs.ServeAsync);
        await app.StartAsync();
        return obs;
    }

    /// <summary>Breaks all connections, as a crash does.</summary>
    public void Break()
    {
        foreach (var socket in _connections.Keys)
        {
            socket.Abort();
        }
    }

    /// <summary>Closes all connections with a code of the protocol.</summary>
    public Task CloseAllAsync(int code) => Task.WhenAll(_connections.Keys.Select(socket =>
        socket.CloseOutputAsync((WebSocketCloseStatus)code, "", CancellationToken.None)));

    public async ValueTask DisposeAsync()
    {
        Break();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync("obswebsocket.json");
        Connections++;
        _connections[socket] = "";
        try
        {
            await TalkAsync(socket);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection is gone.
        }
        finally
        {
            _connections.TryRemove(socket, out _);
        }
    }

    private async Task TalkAsync(WebSocket socket)
    {
        var challenge = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        object hello = _password is null
            ? new { obsWebSocketVersion = "5.5.2", rpcVersion = 1 }
            : new { obsWebSocketVersion = "5.5.2", rpcVersion = 1, authentication = new { challenge, salt = Salt } };
        await SendTextAsync(socket, Greeting ?? JsonSerializer.Serialize(new { op = 0, d = hello }));
        var isIdentified = false;
        while (await ReceiveAsync(socket) is { } message)
        {
            var (op, data) = (message["op"]!.GetValue<int>(), message["d"]!.AsObject());
            if (!isIdentified)
            {
                if (await RefuseAsync(socket, op, data, challenge))
                {
                    return;
                }

                isIdentified = true;
                await SendTextAsync(socket, """{"op":2,"d":{"negotiatedRpcVersion":1}}""");

                // Events come unasked where they are not turned off.
                await SendTextAsync(
                    socket, """{"op":5,"d":{"eventType":"CurrentProgramSceneChanged","eventIntent":4,"eventData":{"sceneName":"Live"}}}""");
            }
            else if (op == 6 && !IsStuck)
            {
                await SendTextAsync(socket, JsonSerializer.Serialize(new { op = 7, d = Respond(data) }));
            }
        }
    }

    private async Task<bool> RefuseAsync(WebSocket socket, int op, JsonObject data, string challenge)
    {
        var code = op != 1 ? 4007
            : data["rpcVersion"]?.GetValue<int>() != 1 ? 4010
            : _password is not null && data["authentication"]?.GetValue<string>() != Answer(challenge) ? 4009
            : 0;
        if (code != 0)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, "", CancellationToken.None);
        }

        return code != 0;
    }

    private string Answer(string challenge) => Hash(Hash(_password + Salt) + challenge);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private object Respond(JsonObject data)
    {
        var (type, id) = (data["requestType"]!.GetValue<string>(), data["requestId"]!.GetValue<string>());
        var (code, comment) = type != "SendStreamCaption" ? (204, "Your request type is not valid.")
            : data["requestData"]?["captionText"] is not JsonValue text || text.GetValueKind() != JsonValueKind.String
                ? (300, "captionText")
            : !IsStreaming ? (501, (string?)null)
            : (100, null);
        if (code == 100)
        {
            Captions.Enqueue(data["requestData"]!["captionText"]!.GetValue<string>());
        }

        return new { requestType = type, requestId = id, requestStatus = new { result = code == 100, code, comment } };
    }

    private static Task SendTextAsync(WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<JsonNode?> ReceiveAsync(WebSocket socket)
    {
        var buffer = new byte[16_384];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        return received.MessageType == WebSocketMessageType.Text ? JsonNode.Parse(buffer.AsSpan(0, received.Count)) : null;
    }
}
