using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Outgoing;

public sealed class GuardedRelayTests
{
    private static readonly AddressPolicy Everywhere = new(allowPrivate: true);

    [Fact]
    public async Task Bytes_go_both_ways_for_the_first_who_comes_and_for_nobody_else()
    {
        using var far = new TcpListener(IPAddress.Loopback, 0);
        far.Start();
        await using var relay = await GuardedRelay.OpenAsync("127.0.0.1", PortOf(far), isTls: false, Everywhere, CancellationToken.None);
        using var there = await far.AcceptTcpClientAsync();
        using var here = new TcpClient("127.0.0.1", relay.Port);
        await here.GetStream().WriteAsync(new byte[] { 1, 2 });
        await there.GetStream().WriteAsync(new byte[] { 3 });
        var (outwards, inwards) = (new byte[2], new byte[1]);
        await there.GetStream().ReadExactlyAsync(outwards);
        await here.GetStream().ReadExactlyAsync(inwards);
        Assert.Equal([1, 2, 3], [.. outwards, .. inwards]);

        using var second = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => second.ConnectAsync(IPAddress.Loopback, relay.Port));

        there.Close();
        Assert.Equal(0, await here.GetStream().ReadAsync(inwards));
    }

    [Fact]
    public async Task Child_that_has_to_log_in_may_call_again()
    {
        using var far = new TcpListener(IPAddress.Loopback, 0);
        far.Start();
        await using var relay = await GuardedRelay.OpenAsync(
            "127.0.0.1", PortOf(far), isTls: false, Everywhere, CancellationToken.None, calls: 2);
        for (byte call = 1; call <= 2; call++)
        {
            using var here = new TcpClient("127.0.0.1", relay.Port);
            using var there = await far.AcceptTcpClientAsync();
            var said = new byte[1];
            await here.GetStream().WriteAsync(new[] { call });
            await there.GetStream().ReadExactlyAsync(said);
            Assert.Equal(call, said[0]);
        }
    }

    [Fact]
    public async Task Private_addresses_are_refused() => await Assert.ThrowsAsync<AddressRefusedException>(
        () => GuardedRelay.OpenAsync("localhost", 1935, isTls: false, new AddressPolicy(allowPrivate: false), CancellationToken.None));

    [Fact]
    public async Task Certificate_that_nobody_vouches_for_is_refused()
    {
        using var far = new TcpListener(IPAddress.Loopback, 0);
        using var certificate = SelfSigned.Create();
        far.Start();
        var serving = ServeTlsAsync(far, certificate);
        var refused = await Assert.ThrowsAsync<MediaReadException>(() =>
            GuardedRelay.OpenAsync("localhost", PortOf(far), isTls: true, Everywhere, CancellationToken.None));
        Assert.Contains("localhost has a certificate that is not trusted here", refused.Message, StringComparison.Ordinal);
        await serving;
    }

    private static async Task ServeTlsAsync(
        TcpListener listener, System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var secure = new SslStream(client.GetStream());
        try
        {
            await secure.AuthenticateAsServerAsync(certificate);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // Who called has gone.
        }
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
