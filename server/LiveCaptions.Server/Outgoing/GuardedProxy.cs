using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// An HTTP proxy on this machine for a child process that fetches for us: connects only where the policy lets it. Takes CONNECT (https),
/// and plain requests, one per connection.
/// </summary>
internal sealed class GuardedProxy : IAsyncDisposable
{
    private const int MaxHead = 32 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly AddressPolicy _policy;
    private readonly Task _running;

    private GuardedProxy(AddressPolicy policy)
    {
        _policy = policy;
        _listener.Start();
        _running = RunAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public static GuardedProxy Start(AddressPolicy policy) => new(policy);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                serving.RemoveAll(task => task.IsCompleted);
                serving.Add(ServeAsync(client));
            }
        }
        finally
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        await using var near = new NetworkStream(client, ownsSocket: true);
        try
        {
            await ServeAsync(near);
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or UriFormatException or FormatException)
        {
            // Whoever asked sees the connection end.
        }
    }

    private async Task ServeAsync(NetworkStream near)
    {
        var (head, behind) = await ReadHeadAsync(near);
        if (head.Split(' ') is not [var method, var target, ..])
        {
            return;
        }

        var isTunnel = method == "CONNECT";
        var url = new Uri(isTunnel ? $"https://{target}" : target);
        if (url.Scheme is not ("http" or "https"))
        {
            return;
        }

        Socket server;
        try
        {
            server = await _policy.ConnectAsync(url.IdnHost, url.Port, _stop.Token);
        }
        catch (MediaReadException)
        {
            await near.WriteAsync(
                "HTTP/1.1 403 Refused: a private address\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
            return;
        }
        catch (SocketException)
        {
            await near.WriteAsync("HTTP/1.1 502 Unreachable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
            return;
        }

        await using var far = new NetworkStream(server, ownsSocket: true);
        if (isTunnel)
        {
            await near.WriteAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray(), _stop.Token);
        }
        else
        {
            await far.WriteAsync(Encoding.Latin1.GetBytes(OwnHead(head, method, url)), _stop.Token);
        }

        await far.WriteAsync(behind, _stop.Token);
        await StreamPair.CarryAsync(near, far, _stop.Token);
    }

    /// <returns>The request's head without its last line end, and what came behind it.</returns>
    private async Task<(string Head, ReadOnlyMemory<byte> Behind)> ReadHeadAsync(NetworkStream near)
    {
        var bytes = new byte[MaxHead];
        for (var filled = 0; filled < MaxHead;)
        {
            var read = await near.ReadAsync(bytes.AsMemory(filled), _stop.Token);
            if (read == 0)
            {
                break;
            }

            filled += read;
            if (bytes.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                return (Encoding.Latin1.GetString(bytes, 0, end), bytes.AsMemory((end + 4)..filled));
            }
        }

        throw new IOException("There is no whole request.");
    }

    // The answer ends the connection: a second request on it could be for somewhere else.
    private static string OwnHead(string head, string method, Uri url)
    {
        var lines = head.Split("\r\n").Skip(1).Where(line =>
            !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase));
        var host = url.IsDefaultPort ? url.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{url.IdnHost}:{url.Port}");
        return string.Join("\r\n", [$"{method} {url.PathAndQuery} HTTP/1.1", $"Host: {host}", .. lines, "Connection: close", "", ""]);
    }
}
