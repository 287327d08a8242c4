using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveCaptions.Server.Commands;

/// <summary>Waits on a port of this machine for the browser that comes back from signing in (RFC 8252 §7.3).</summary>
internal sealed class LoopbackSignIn : IDisposable
{
    private const int MaxHead = 16 * 1024;
    private readonly TcpListener _listener;

    private LoopbackSignIn(TcpListener listener) => _listener = listener;

    /// <summary>Where the browser comes back to.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <param name="port">0 takes any.</param>
    public static LoopbackSignIn Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new IOException($"Port {port} cannot be listened on: {exception.Message}", exception);
        }

        return new LoopbackSignIn(listener);
    }

    /// <summary>The code that the browser brings with the state we gave; whatever else comes is answered and left.</summary>
    /// <exception cref="IOException">The person did not consent.</exception>
    public async Task<string> CodeAsync(string state, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(cancellationToken);
            await using var stream = client.GetStream();
            var query = QueryHelpers.ParseQuery(await QueryAsync(stream, cancellationToken));
            if (query["state"] != state)
            {
                await AnswerAsync(stream, "404 Not Found", "There is nothing here.", cancellationToken);
                continue;
            }

            var code = query["code"].ToString();
            await AnswerAsync(stream, "200 OK", code.Length > 0 ? "Thank you. This window can be closed." : "It was not allowed.", cancellationToken);
            return code.Length > 0 ? code : throw new IOException("The consent was not given.");
        }
    }

    public void Dispose() => _listener.Dispose();

    private static async Task<string> QueryAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new byte[MaxHead];
        var length = 0;
        while (length < head.Length && head.AsSpan(0, length).IndexOf("\r\n"u8) < 0)
        {
            var count = await stream.ReadAsync(head.AsMemory(length), cancellationToken);
            if (count == 0)
            {
                break;
            }

            length += count;
        }

        var target = Encoding.Latin1.GetString(head, 0, length).Split(' ') is [_, var second, ..] ? second : "";
        return target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var question ? target[question..] : "";
    }

    private static async Task AnswerAsync(NetworkStream stream, string status, string line, CancellationToken cancellationToken)
    {
        var body = $"<!doctype html><meta charset=\"utf-8\"><title>LiveCaptions</title><p>{line}</p>";
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), cancellationToken);
    }
}
