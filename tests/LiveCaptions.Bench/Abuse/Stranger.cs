using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace LiveCaptions.Bench.Abuse;

/// <summary>
/// Somebody without a key, at an address of the loopback network that is not the one the streams come from: what is counted
/// by address counts against this one alone.
/// </summary>
/// <param name="web">The server under attack.</param>
/// <param name="rtmpPort">Of the same server; null where it takes no RTMP.</param>
/// <param name="publicSession">A long session that anybody may watch.</param>
/// <param name="liveSession">One whose stream key the stranger does not have.</param>
internal sealed class Stranger(Uri web, int? rtmpPort, string publicSession, string liveSession) : IDisposable
{
    // Who does not read lets nothing pile up on its own side.
    private const int SmallBuffer = 4 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly IPEndPoint From = new(IPAddress.Parse("127.0.0.2"), 0);

    private readonly HttpMessageInvoker _sockets = new(Handler());

    public Uri Web => web;

    public int? RtmpPort => rtmpPort;

    public string PublicSession => publicSession;

    public string LiveSession => liveSession;

    public HttpClient Http { get; } = new(Handler()) { BaseAddress = web, Timeout = Patience };

    public async Task<Socket> ConnectAsync(int port, CancellationToken cancellationToken) =>
        await ConnectAsync(new DnsEndPoint(web.Host, port, AddressFamily.InterNetwork), cancellationToken);

    /// <summary>For datagrams, to the port that has the web server's number.</summary>
    public Socket OpenUdp()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(From);
        socket.Connect(IPAddress.Loopback, web.Port);
        return socket;
    }

    public async Task<ClientWebSocket> OpenWebSocketAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{web.Authority}{pathAndQuery}"), _sockets, cancellationToken);
            return socket;
        }
        catch (WebSocketException refused) when (socket.HttpStatusCode >= System.Net.HttpStatusCode.Continue)
        {
            throw new HttpRequestException(refused.Message, refused, socket.HttpStatusCode);
        }
        finally
        {
            if (socket.State != WebSocketState.Open)
            {
                socket.Dispose();
            }
        }
    }

    /// <summary>Sends a request that no client would let through.</summary>
    /// <returns>The answer's status, as it is written.</returns>
    public async Task<string> AskAsync(string request, CancellationToken cancellationToken)
    {
        using var socket = await ConnectAsync(web.Port, cancellationToken);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
        var answer = new byte[64];
        var read = await socket.ReceiveAsync(answer, cancellationToken);
        return read == 0 ? "closed" : Encoding.Latin1.GetString(answer, 0, read).Split(' ').ElementAtOrDefault(1) ?? "no HTTP";
    }

    public void Dispose()
    {
        Http.Dispose();
        _sockets.Dispose();
    }

    private static SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        ConnectCallback = async (context, cancellationToken) =>
            new NetworkStream(await ConnectAsync(context.DnsEndPoint, cancellationToken), ownsSocket: true),
    };

    private static async ValueTask<Socket> ConnectAsync(EndPoint to, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveBufferSize = SmallBuffer
        };
        try
        {
            socket.Bind(From);
            await socket.ConnectAsync(to, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
