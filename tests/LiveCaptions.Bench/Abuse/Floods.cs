using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Bench.Abuse;

/// <summary>All that a stranger without a key can think of.</summary>
/// <param name="hold">How long a connection that was let in is held.</param>
internal sealed class Floods(TimeProvider time, TimeSpan hold)
{
    private const int WatchesPerConnection = 20;
    private const int Datagrams = 50;
    private const int LongId = 4_000;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Seldom = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Drip = TimeSpan.FromSeconds(1);
    private readonly string _offer = WhipOffer.Write(
        IceCredentials.Create(), DtlsIdentity.Create(time.GetUtcNow()).Fingerprint, nack: true);

    public IReadOnlyList<Flood> All() =>
        [.. Requests(), .. Held(), new("udpGarbage", 1, TimeSpan.FromMilliseconds(25), SendDatagramsAsync)];

    private Flood[] Requests() =>
    [
        Get("wrongKey", 4, _ => "api/sessions", "lc_wrong"),
        Post("sessionCreation", _ => "api/sessions", () => new StringContent("{}", Encoding.UTF8, "application/json")),
        Get("cuePages", 4, stranger => $"api/sessions/{stranger.PublicSession}/cues?limit=1000"),
        Post("whipGarbage", stranger => $"whip/{stranger.LiveSession}", () => Sdp("v=0\r\n\0garbage"), "wrong"),
        Post("whipOffers", stranger => $"whip/{stranger.LiveSession}", () => Sdp(_offer), "wrong"),
        Raw("oddHosts", _ => "POST /api/sessions HTTP/1.1\r\nHost: evil\"><x\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n\r\n"),
        Raw("longIds", stranger => $"GET /api/sessions/%1b{new string('x', LongId)} HTTP/1.1\r\nHost: {stranger.Web.Authority}\r\n\r\n"),
        new("ingestWrongKey", 4, Often, async (stranger, tell, stop) =>
        {
            using var socket = await stranger.OpenWebSocketAsync($"/ws/ingest/{stranger.LiveSession}?key=wrong", stop);
            tell("101");
        }),
    ];

    private Flood[] Held() =>
    [
        new("hubWatch", 100, Seldom, WatchAsync),
        new("events", 200, Seldom, (stranger, tell, stop) =>
            HoldAnswerAsync(stranger, tell, $"api/sessions/{stranger.PublicSession}/events", stop)),
        new("exports", 30, Seldom, (stranger, tell, stop) =>
            HoldAnswerAsync(stranger, tell, $"api/sessions/{stranger.PublicSession}/captions.json", stop)),
        new("slowUploads", 40, Seldom, DripAsync),
        Hold("rtmpIdle", 150, stranger => stranger.RtmpPort, []),
        Hold("rtmpHalfHandshake", 50, stranger => stranger.RtmpPort, [3, .. RandomNumberGenerator.GetBytes(800)]),
        Hold("tcpIdle", 150, stranger => stranger.Web.Port, []),
        Hold("halfRequests", 50, stranger => stranger.Web.Port, "GET /api/sessions HTTP/1.1\r\nHost: 127.0"u8.ToArray()),
    ];

    private static Flood Get(string name, int workers, Func<Stranger, string> path, string? key = null) =>
        new(name, workers, Often, (stranger, tell, stop) =>
            SendAsync(stranger, tell, HttpMethod.Get, path(stranger), body: null, key, stop));

    private static Flood Post(string name, Func<Stranger, string> path, Func<HttpContent> body, string? key = null) =>
        new(name, 2, Often, (stranger, tell, stop) => SendAsync(stranger, tell, HttpMethod.Post, path(stranger), body(), key, stop));

    private static Flood Raw(string name, Func<Stranger, string> request) =>
        new(name, 2, Often, async (stranger, tell, stop) => tell(await stranger.AskAsync(request(stranger), stop)));

    private Flood Hold(string name, int workers, Func<Stranger, int?> port, byte[] said) =>
        new(name, workers, Seldom, (stranger, tell, stop) => HoldAsync(stranger, tell, port(stranger), said, stop));

    private static StringContent Sdp(string text) => new(text, Encoding.UTF8, "application/sdp");

    private static async Task SendAsync(
        Stranger stranger, Action<string> tell, HttpMethod method, string path,
        HttpContent? body, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        using var response = await stranger.Http.SendAsync(request, cancellationToken);
        tell($"{(int)response.StatusCode}");
    }

    /// <summary>Asks for much and reads no more than the headers.</summary>
    private async Task HoldAnswerAsync(Stranger stranger, Action<string> tell, string path, CancellationToken cancellationToken)
    {
        using var response = await stranger.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        tell($"{(int)response.StatusCode}");
        if (response.IsSuccessStatusCode)
        {
            await Task.Delay(hold, time, cancellationToken);
        }
    }

    /// <summary>Watches again and again over one connection, and reads nothing.</summary>
    private async Task WatchAsync(Stranger stranger, Action<string> tell, CancellationToken cancellationToken)
    {
        using var socket = await stranger.OpenWebSocketAsync("/hubs/captions", cancellationToken);
        tell("101");
        await SendAsync(socket, """{"protocol":"json","version":1}""", cancellationToken);
        for (var i = 0; i < WatchesPerConnection; i++)
        {
            await SendAsync(
                socket, $$"""{"type":1,"invocationId":"{{i}}","target":"Watch","arguments":["{{stranger.PublicSession}}"]}""",
                cancellationToken);
        }

        await Task.Delay(hold, time, cancellationToken);
    }

    private static Task SendAsync(ClientWebSocket socket, string message, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes($"{message}\u001e"), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    /// <summary>Connects, says something or nothing, and stays until it is sent away.</summary>
    private async Task HoldAsync(Stranger stranger, Action<string> tell, int? port, byte[] said, CancellationToken cancellationToken)
    {
        if (port is null)
        {
            return;
        }

        using var socket = await stranger.ConnectAsync(port.Value, cancellationToken);
        if (said.Length > 0)
        {
            await socket.SendAsync(said, cancellationToken);
        }

        tell(await AnswerWithinAsync(socket, hold, cancellationToken) ?? "held");
    }

    /// <summary>An upload of a byte a second.</summary>
    private async Task DripAsync(Stranger stranger, Action<string> tell, CancellationToken cancellationToken)
    {
        using var socket = await stranger.ConnectAsync(stranger.Web.Port, cancellationToken);
        var head = $"POST /api/sessions/import HTTP/1.1\r\nHost: {stranger.Web.Authority}\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000000\r\n\r\n--b\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        for (var dripped = TimeSpan.Zero; dripped < hold; dripped += Drip)
        {
            if (await AnswerWithinAsync(socket, Drip, cancellationToken) is { } answer)
            {
                tell(answer);
                return;
            }

            await socket.SendAsync("x"u8.ToArray(), cancellationToken);
        }

        tell("held");
    }

    /// <summary>Noise, and the beginnings of STUN, DTLS and RTP.</summary>
    private async Task SendDatagramsAsync(Stranger stranger, Action<string> tell, CancellationToken cancellationToken)
    {
        using var socket = stranger.OpenUdp();
        byte[][] beginnings = [[], [0, 1, 0, 80, 0x21, 0x12, 0xA4, 0x42], [22, 254, 253, 0, 0], [0x80, 111]];
        for (var i = 0; i < Datagrams; i++)
        {
            await socket.SendAsync(
                (byte[])[.. beginnings[i % beginnings.Length], .. RandomNumberGenerator.GetBytes(100)], cancellationToken);
        }

        tell($"sent {Datagrams}");
    }

    /// <returns>The status of an HTTP answer, or that the connection was closed; null where nothing came.</returns>
    private async Task<string?> AnswerWithinAsync(Socket socket, TimeSpan length, CancellationToken cancellationToken)
    {
        var answer = new byte[64];
        for (var waited = TimeSpan.Zero; waited < length; waited += Seldom)
        {
            if (socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
            {
                var read = await socket.ReceiveAsync(answer, cancellationToken);
                return read == 0 ? "sentAway" : Encoding.Latin1.GetString(answer, 0, read).Split(' ').ElementAtOrDefault(1) ?? "answered";
            }

            await Task.Delay(Seldom, time, cancellationToken);
        }

        return null;
    }
}
