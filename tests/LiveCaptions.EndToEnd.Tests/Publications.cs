using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>How the pages of a browser sent sound to the server.</summary>
public sealed class Publications
{
    private readonly ConcurrentQueue<string> _whip = [];
    private readonly ConcurrentQueue<string> _sockets = [];

    public Publications(IBrowserContext context)
    {
        context.Response += (_, response) =>
        {
            if (new Uri(response.Url).AbsolutePath.StartsWith("/whip/", StringComparison.Ordinal))
            {
                _whip.Enqueue($"{response.Request.Method} {response.Status}");
            }
        };
        context.Page += (_, page) => page.WebSocket += (_, socket) =>
        {
            if (new Uri(socket.Url).AbsolutePath.StartsWith("/ws/ingest/", StringComparison.Ordinal))
            {
                _sockets.Enqueue(socket.Url);
            }
        };
    }

    /// <summary>WHIP requests with their answers, such as <c>POST 201</c>.</summary>
    public IReadOnlyList<string> Whip => [.. _whip];

    /// <summary>Addresses of the WebSockets.</summary>
    public IReadOnlyList<string> WebSockets => [.. _sockets];
}
