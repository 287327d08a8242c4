using System.Net;
using LiveCaptions.Server.Limits;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Limits;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Client_is_an_address_or_a_network_of_64_bits(string one, string other, bool same) =>
        Assert.Equal(same, Of(one)!.Equals(Of(other)));

    [Fact]
    public void This_machine_and_those_named_are_bound_by_the_limits_of_all_only()
    {
        Assert.Null(Of("127.0.0.1"));
        Assert.Null(Of("::1"));
        Assert.Null(Of("10.0.0.7", exempt: "10.0.0.7, 192.168.0.0/16"));
        Assert.Null(Of("192.168.3.4", exempt: "10.0.0.7, 192.168.0.0/16"));
        Assert.NotNull(Of("10.0.0.8", exempt: "10.0.0.7, 192.168.0.0/16"));
        Assert.NotNull(Of("127.0.0.1", exemptLoopback: false));
    }

    [Fact]
    public void What_is_no_network_is_told() =>
        Assert.Contains(
            "Limits__Exempt: 'here'", Assert.Throws<IOException>(() => Of("127.0.0.1", exempt: "here")).Message, StringComparison.Ordinal);

    private static IPAddress? Of(string address, string exempt = "", bool exemptLoopback = true) =>
        new ClientAddress(Options.Create(new LimitOptions { Exempt = exempt, ExemptLoopback = exemptLoopback }))
            .Of(IPAddress.Parse(address));
}
