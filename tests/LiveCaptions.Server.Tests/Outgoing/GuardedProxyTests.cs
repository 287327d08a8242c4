using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Outgoing;

public sealed class GuardedProxyTests
{
    [Fact]
    public async Task Requests_go_through_where_the_policy_lets_them()
    {
        await using var host = await MediaHost.StartAsync([1, 2, 3]);
        await using var proxy = GuardedProxy.Start(new AddressPolicy(allowPrivate: true));
        using var client = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(proxy.Address), UseProxy = true });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([1, 2, 3], await client.GetByteArrayAsync(host.At("no-name")));
        }
    }

    [Theory]
    [InlineData("GET http://127.0.0.1:{0}/no-name HTTP/1.1\r\nHost: example.com\r\n\r\n")]
    [InlineData("GET http://localhost:{0}/no-name HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT 127.0.0.1:{0} HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT [::ffff:127.0.0.1]:{0} HTTP/1.1\r\n\r\n")]
    public async Task Private_addresses_are_refused(string request)
    {
        await using var host = await MediaHost.StartAsync([1, 2, 3]);
        await using var proxy = GuardedProxy.Start(new AddressPolicy(allowPrivate: false));
        var answer = await AskAsync(proxy, request.Replace(
            "{0}", new Uri(host.At("")).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tunnel_carries_both_ways()
    {
        await using var host = await MediaHost.StartAsync([65, 66, 67]);
        await using var proxy = GuardedProxy.Start(new AddressPolicy(allowPrivate: true));
        var authority = new Uri(host.At("")).Authority;
        var answer = await AskAsync(
            proxy, $"CONNECT {authority} HTTP/1.1\r\n\r\nGET /no-name HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 Connected\r\n\r\nHTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.EndsWith("ABC", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET nonsense HTTP/1.1\r\n\r\n")]
    [InlineData("GET file:///etc/passwd HTTP/1.1\r\n\r\n")]
    [InlineData("CONNECT : HTTP/1.1\r\n\r\n")]
    public async Task Nonsense_ends_the_connection_and_nothing_else(string request)
    {
        await using var proxy = GuardedProxy.Start(new AddressPolicy(allowPrivate: false));
        Assert.DoesNotContain("200", await AskAsync(proxy, request), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync(proxy, "CONNECT 10.0.0.1:80 HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    /// <returns>All that comes until the proxy ends the connection.</returns>
    private static async Task<string> AskAsync(GuardedProxy proxy, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(proxy.Address["http://".Length..]));
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        if (request.Length == 0)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
