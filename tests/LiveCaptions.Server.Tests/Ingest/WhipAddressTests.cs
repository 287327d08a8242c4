using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Server.Ingest.Whip;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>Where the server receives, and what it tells publishers of it.</summary>
public sealed class WhipAddressTests
{
    public static bool MachineHasIPv6 { get; } = NetworkInterface.GetAllNetworkInterfaces()
        .Any(network => network.GetIPProperties().UnicastAddresses.Any(unicast => unicast.Address.Equals(IPAddress.IPv6Loopback)));

    [Fact(Skip = "This machine has no IPv6.", SkipUnless = nameof(MachineHasIPv6))]
    public async Task Audio_comes_by_IPv6_where_the_machine_has_it()
    {
        await using var server = await TestServer.StartAsync(settings: ("Urls", "http://[::1]:0"));
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        Assert.Equal(IPAddress.IPv6Loopback, speaker.Client.Answer.Candidate.Address);

        speaker.Say(400, 0.3);
        await session.RecordedAsync(0.3);
        speaker.Link.Rebind();
        speaker.Say(1_000, 0.3);
        await session.RecordedAsync(0.6);
        await speaker.DeleteAsync();
        RecordedAudio.Of(session).IsHeardAs(0.05, (400, 0.3), (1_000, 0.3));
    }

    [Fact]
    public async Task Udp_port_has_the_web_servers_number()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(
            [(server.Address.Port, IPAddress.Loopback)], Endpoints(server).Select(endpoint => (endpoint.Port, endpoint.Address.Local)));
    }

    [Fact]
    public async Task Behind_a_nat_the_public_address_is_told_and_the_local_one_receives()
    {
        await using var server = await TestServer.StartAsync(settings: ("Whip:Addresses", "203.0.113.7=127.0.0.1"));
        var session = await server.CreateSessionAsync();
        var told = new TaskCompletionSource<IPEndPoint>();
        await using var speaker = await WhipSpeaker.ConnectAsync(session, WhipSpeaker.Options with
        {
            Distort = answer =>
            {
                told.SetResult(answer.Candidate);
                return answer with { Candidate = new IPEndPoint(IPAddress.Loopback, answer.Candidate.Port) };
            },
        });
        Assert.Equal(IPAddress.Parse("203.0.113.7"), (await told.Task).Address);
        speaker.Say(400, 0.2);
        await session.RecordedAsync(0.2);
    }

    [Theory]
    [InlineData("Whip:Addresses", "nonsense")]
    [InlineData("Whip:Addresses", "127.0.0.1,nonsense")]
    [InlineData("Whip:Addresses", "203.0.113.7=::1")]
    [InlineData("Whip:Addresses", "203.0.113.7=127.0.0.1=127.0.0.1")]
    [InlineData("Whip:Addresses", "0.0.0.0")]
    [InlineData("Whip:Addresses", "::")]
    [InlineData("Whip:Addresses", "203.0.113.7=0.0.0.0")]
    [InlineData("Whip:Addresses", "203.0.113.7=198.51.100.1")]
    [InlineData("Whip:Port", "70000")]
    [InlineData("Whip:Port", "-1")]
    [InlineData("Whip:VanishSeconds", "0")]
    [InlineData("Whip:ConnectSeconds", "-5")]
    [InlineData("Whip:AudioBitrate", "1")]
    public async Task Option_that_cannot_be_meant_keeps_the_server_from_starting_and_one_line_says_why(string name, string value)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => TestServer.StartAsync(settings: (name, value)));
        Assert.True(failure is IOException or OptionsValidationException, failure.ToString());
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Contains(name.Split(':')[1], failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_that_is_taken_is_replaced_where_nobody_asked_for_it()
    {
        using var taken = Take(out var port);
        await using var server = await TestServer.StartAsync(settings: ("Urls", $"http://127.0.0.1:{port}"));
        Assert.NotEqual(port, Endpoints(server).Single().Port);
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.2);
        await session.RecordedAsync(0.2);
    }

    [Fact]
    public async Task Port_that_is_taken_keeps_the_server_from_starting_where_it_was_asked_for()
    {
        using var taken = Take(out var port);
        var failure = await Assert.ThrowsAsync<IOException>(() => TestServer.StartAsync(settings: ("Whip:Port", $"{port}")));
        Assert.Contains($"UDP port {port}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task Port_of_ones_own_is_told_to_publishers()
    {
        var taken = Take(out var port);
        taken.Dispose();
        await using var server = await TestServer.StartAsync(settings: ("Whip:Port", $"{port}"));
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        Assert.Equal(port, speaker.Client.Answer.Candidate.Port);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1")]
    [InlineData("http://[::1]:5080", "::1")]
    public void Server_at_one_address_receives_there_alone(string url, string address) =>
        Assert.Equal([new UdpAddress(IPAddress.Parse(address), IPAddress.Parse(address))], UdpAddresses.Choose("", [url]));

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    public void Server_at_all_addresses_receives_at_each_by_name_and_tells_loopback_last(string url)
    {
        var addresses = UdpAddresses.Choose("", [url, url]).Select(address => address.Local).ToList();
        Assert.Equal(IPAddress.Loopback, addresses[^1]);
        Assert.DoesNotContain(IPAddress.Any, addresses);
        Assert.DoesNotContain(IPAddress.IPv6Any, addresses);
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
    }

    private static IReadOnlyList<(UdpAddress Address, int Port)> Endpoints(TestServer server) =>
        server.Services.GetRequiredService<WebRtcHost>().Mux!.Endpoints;

    private static Socket Take(out int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        port = FreePorts.Next();
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }
}
