using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveCaptions.Server.Commands;

/// <summary>Waits on a port of this machine for the browser that comes back from signing in (RFC 8252 §7.3).</summary>
internal sealed class LoopbackSignIn : IDisposable
{
    private const int MaxHead = 16 * 1024;

    /// <summary>A browser opens connections that it does not use: each holds up the next for so long at most.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TcpListener _listener;
    private readonly TimeProvider _time;

    private LoopbackSignIn(TcpListener listener, TimeProvider time) => (_listener, _time) = (listener, time);

    /// <summary>Where the browser comes back to.</summary>
    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <param name="port">0 takes any.</param>
    public static LoopbackSignIn Listen(int port, TimeProvider time)
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

        return new LoopbackSignIn(listener, time);
    }

    /// <summary>The code that the browser brings with the state we gave; whatever else comes is answered and left.</summary>
    /// <exception cref="IOException">The person did not consent.</exception>
    public async Task<string> CodeAsync(string state, CancellationToken cancellationToken)
    {
        for (string? found = null; ;)
        {
            using var client = await _listener.AcceptTcpClientAsync(cancellationToken);
            using var patience = new CancellationTokenSource(Patience, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                if (await CodeOfAsync(client, state, either.Token) is { } code)
                {
                    found = code;
                }
            }
            catch (Exception exception)
                when (exception is IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // It said nothing, or went: the one that brings the code is another.
            }

            if (found is not null)
            {
                return found.Length > 0 ? found : throw new IOException("The consent was not given.");
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <returns>Empty where the person did not consent; null where it is none of ours.</returns>
    private static async Task<string?> CodeOfAsync(TcpClient client, string state, CancellationToken cancellationToken)
    {
        await using var stream = client.GetStream();
        var query = QueryHelpers.ParseQuery(await QueryAsync(stream, cancellationToken));
        if (query["state"] != state)
        {
            await AnswerAsync(stream, "404 Not Found", "There is nothing here.", cancellationToken);
            return null;
        }

        var code = query["code"].ToString();
        await AnswerAsync(
            stream, "200 OK", code.Length > 0 ? "Thank you. This window can be closed." : "It was not allowed.", cancellationToken);
        return code;
    }

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
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\n"
                + $"Connection: close\r\n\r\n{body}"),
            cancellationToken);
    }
}
