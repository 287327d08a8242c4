using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LiveCaptions.Server.Tests.Web;

/// <summary>What came back for bytes that no decent client would send.</summary>
/// <param name="Status">0 where the connection was closed without an answer.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private const int MaxBody = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether the request got as far as to us: what is no HTTP the web server refuses by itself.</summary>
    public bool IsOurs => Headers.ContainsKey("X-Content-Type-Options");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <param name="head">Request line and headers, each line with its end, without the empty line; the connection
    /// is asked to end behind it.</param>
    public static async Task<RawAnswer> ToAsync(Uri server, string head, byte[]? body = null)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Host, server.Port, patience.Token);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(
                (byte[])[.. Encoding.Latin1.GetBytes($"{head}Connection: close\r\n\r\n"), .. body ?? []], patience.Token);
            return await ReadAsync(stream, head.StartsWith("HEAD ", StringComparison.Ordinal), patience.Token);
        }
        catch (IOException)
        {
            return new RawAnswer(0, new Dictionary<string, string>(), "");
        }
    }

    private static async Task<RawAnswer> ReadAsync(NetworkStream stream, bool isHead, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var text = Encoding.Latin1.GetString(all.GetBuffer(), 0, (int)all.Length);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and >= 0)
            {
                var answer = Parse(text[..end], text[(end + 4)..]);

                // Live answers do not end; of others, everything is wanted: a HEAD has to end, too.
                if (answer.Header("Content-Type") is "text/event-stream" && !isHead || all.Length > MaxBody)
                {
                    return answer;
                }
            }

            var read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                return text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var last and >= 0
                    ? Parse(text[..last], text[(last + 4)..])
                    : new RawAnswer(0, new Dictionary<string, string>(), "");
            }

            await all.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private static RawAnswer Parse(string head, string body)
    {
        var lines = head.Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).GroupBy(parts => parts[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key, group => string.Join(", ", group.Select(parts => parts[^1])), StringComparer.OrdinalIgnoreCase);
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, body);
    }
}
