using System.Net;
using System.Net.Sockets;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Outgoing;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.8.9.10")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void What_is_not_public_is_refused(string address)
    {
        Assert.False(new AddressPolicy(allowPrivate: false).Allows(IPAddress.Parse(address)));
        Assert.True(new AddressPolicy(allowPrivate: true).Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("172.15.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4001::200e")]
    public void What_is_public_is_allowed(string address) =>
        Assert.True(new AddressPolicy(allowPrivate: false).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Names_are_judged_by_where_they_lead(string host) =>
        await Assert.ThrowsAsync<AddressRefusedException>(() =>
            new AddressPolicy(allowPrivate: false).ConnectAsync(host, 80, CancellationToken.None));

    [Theory]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a00:1::1")]
    [InlineData("168.63.129.16")]
    public void Private_address_in_disguise_is_refused(string address) => Assert.False(Internet().Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("64:ff9b::808:808")]
    [InlineData("::ffff:8.8.8.8")]
    public void Public_address_by_a_translator_is_allowed(string address) => Assert.True(Internet().Allows(IPAddress.Parse(address)));

    [Fact]
    public void This_machines_own_public_addresses_are_refused_as_they_are_at_that_time()
    {
        var own = new FakeAddresses { Now = [IPAddress.Parse("8.8.4.4")] };
        var policy = new AddressPolicy(AddressReach.Internet, new OutgoingOptions(), own);
        Assert.False(policy.Allows(IPAddress.Parse("8.8.4.4")));
        Assert.False(policy.Allows(IPAddress.Parse("::ffff:8.8.4.4")));
        Assert.False(policy.Allows(IPAddress.Parse("64:ff9b::808:404")));
        Assert.True(policy.Allows(IPAddress.Parse("2a00:1450:4001::200e")));

        // A temporary one that came since.
        own.Now = [IPAddress.Parse("2a00:1450:4001::200e")];
        Assert.False(policy.Allows(IPAddress.Parse("2a00:1450:4001::200e")));
        Assert.True(policy.Allows(IPAddress.Parse("8.8.4.4")));
    }

    [Fact]
    public void Address_that_a_nat_gives_this_machine_is_its_own() =>
        Assert.True(new OwnAddresses(IPAddress.Parse("8.8.4.4")).Contain(IPAddress.Parse("8.8.4.4")));

    [Fact]
    public async Task Connection_that_never_left_this_machine_is_known_by_its_ends()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var socket = await new AddressPolicy(allowPrivate: true)
            .ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None);
        Assert.True(OwnAddresses.IsToItself(socket));
    }

    [Theory]
    [InlineData("10.1.2.3", "", 80, true)]
    [InlineData("10.1.2.4", "", 80, false)]
    [InlineData("192.168.7.9", "", 80, true)]
    [InlineData("::ffff:192.168.7.9", "", 80, true)]
    [InlineData("fd00::5", "", 8080, true)]
    [InlineData("fd00::5", "", 80, false)]
    [InlineData("10.9.9.9", "relay.internal", 80, true)]
    [InlineData("10.9.9.9", "RELAY.internal.", 80, true)]
    [InlineData("10.9.9.9", "evil.relay.internal", 80, false)]
    [InlineData("10.9.9.9", "ported", 81, true)]
    [InlineData("10.9.9.9", "ported", 80, false)]
    public void What_the_configuration_names_is_allowed_as_it_is_written(string address, string host, int port, bool expected)
    {
        var options = new OutgoingOptions { Allow = "10.1.2.3, 192.168.7.0/24 [fd00::5]:8080;relay.internal,ported:81" };
        Assert.Equal(
            expected, new AddressPolicy(AddressReach.Internet, options, new FakeAddresses()).Allows(IPAddress.Parse(address), port, host));
    }

    [Fact]
    public void What_the_configuration_refuses_is_refused_though_it_is_public()
    {
        var policy = new AddressPolicy(
            AddressReach.Internet, new OutgoingOptions { Refuse = "8.8.4.0/24", Allow = "8.8.4.9" }, new FakeAddresses());
        Assert.False(policy.Allows(IPAddress.Parse("8.8.4.4")));
        Assert.True(policy.Allows(IPAddress.Parse("8.8.4.9")));
    }

    [Theory]
    [InlineData("10.0.0.0/40", "")]
    [InlineData("[fd00::5", "")]
    [InlineData("10.0.0.1:0", "")]
    [InlineData("http://host", "")]
    [InlineData("host:99999", "")]
    [InlineData("", "a-name")]
    public async Task Configuration_that_names_no_place_keeps_the_server_from_starting(string allow, string refuse)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestServer.StartAsync(settings: [("Outgoing:Allow", allow), ("Outgoing:Refuse", refuse)]));
        Assert.Contains("LIVECAPTIONS_Outgoing__", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", 4455, true)]
    [InlineData("::1", 4455, true)]
    [InlineData("192.168.1.20", 5080, true)]
    [InlineData("fd12::20", 4455, true)]
    [InlineData("8.8.8.8", 4455, true)]
    [InlineData("8.8.4.4", 4455, true)]
    [InlineData("127.0.0.1", 5080, false)]
    [InlineData("::ffff:127.0.0.1", 5080, false)]
    [InlineData("::1", 1935, false)]
    [InlineData("8.8.4.4", 5080, false)]
    [InlineData("169.254.169.254", 80, false)]
    [InlineData("::ffff:169.254.169.254", 80, false)]
    [InlineData("fe80::1", 4455, false)]
    [InlineData("fd00:ec2::254", 80, false)]
    [InlineData("100.100.100.200", 80, false)]
    [InlineData("0.0.0.0", 4455, false)]
    [InlineData("::", 4455, false)]
    [InlineData("224.0.0.1", 4455, false)]
    [InlineData("255.255.255.255", 4455, false)]
    public void OBS_may_be_on_this_machine_and_its_networks_but_not_link_local_and_not_the_server_itself(
        string address, int port, bool expected)
    {
        var own = new FakeAddresses { Now = [IPAddress.Parse("8.8.4.4")] };
        Assert.Equal(expected, new AddressPolicy(AddressReach.LocalNetwork, new OutgoingOptions(), own, () => [5080, 1935]).Allows(
            IPAddress.Parse(address), port));
    }

    [Fact]
    public void Proxy_of_the_environment_is_not_used() => Assert.False(GuardedHandler.Create(Internet()).UseProxy);

    private static AddressPolicy Internet() => new(AddressReach.Internet, new OutgoingOptions(), new FakeAddresses());

    private sealed class FakeAddresses : OwnAddresses
    {
        public IPAddress[] Now { get; set; } = [];

        protected override IEnumerable<IPAddress> OfInterfaces() => Now;
    }
}
