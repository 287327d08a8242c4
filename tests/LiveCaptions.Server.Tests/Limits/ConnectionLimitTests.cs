using System.Net.Sockets;
using LiveCaptions.Server.Ingest.Rtmp;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Limits;

public sealed class ConnectionLimitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_connections_of_one_address_than_may_are_closed_until_one_goes(bool rtmp)
    {
        await using var server = await LimitedServer.StartAsync(
            ("ConnectionsPerAddress", "2"), ("IdleSeconds", "60"), ("Rtmp:HandshakeSeconds", "60"), ("Rtmp:ConnectSeconds", "60"));
        var port = rtmp ? server.Services.GetRequiredService<RtmpHost>().Port : null;
        Socket[] three = [await server.DialAsync(port: port), await server.DialAsync(port: port), await server.DialAsync(port: port)];

        // Whichever the server came to last.
        await await Task.WhenAny(three.Select(socket => socket.UntilClosedAsync()));
        Array.ForEach(three, socket => socket.Dispose());

        await server.UntilAsync(async () =>
        {
            using var again = await server.DialAsync(port: port);
            return !await IsClosedAsync(again);
        });
    }

    [Theory]
    [InlineData("IdleSeconds", null)]
    [InlineData("HeaderSeconds", "GET / HTTP/1.1\nHost: ")]
    public async Task Connection_that_says_nothing_or_never_ends_is_closed(string limit, string? said)
    {
        await using var server = await LimitedServer.StartAsync((limit, "1"));
        using var idle = await server.DialAsync(said);

        await idle.UntilClosedAsync();
    }

    /// <summary>Whether the server has closed by a moment later: one that is let in is told nothing.</summary>
    private static async Task<bool> IsClosedAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromMilliseconds(300)) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
