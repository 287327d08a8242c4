using LiveCaptions.Server.Basics;

namespace LiveCaptions.Server.Tests.Web;

/// <summary>The addresses that people are told to open.</summary>
public sealed class MachineAddressesTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("https://[::]:5443")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:80")]
    public void Server_that_listens_everywhere_is_told_by_each_address_that_leads_to_it(string url)
    {
        var reached = MachineAddresses.Reached(url).ToList();

        Assert.Equal("localhost", reached[0].Host);
        Assert.DoesNotContain(reached, address => address.Host is "0.0.0.0" or "[::]" or "*" or "+");
        var own = MachineAddresses.OfInterfaces().Where(address =>
            !url.Contains("0.0.0.0", StringComparison.Ordinal) || address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork);
        Assert.Equal(own.Select(address => address.ToString()), reached.Skip(1).Select(address => address.Host.Trim('[', ']')));
        Assert.All(reached, address => Assert.Equal(url.StartsWith("https", StringComparison.Ordinal) ? "https" : "http", address.Scheme));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080/")]
    [InlineData("https://studio.local:5443", "https://studio.local:5443/")]
    public void Address_that_was_named_is_told_as_it_is(string url, string told) =>
        Assert.Equal(told, Assert.Single(MachineAddresses.Reached(url)).AbsoluteUri);
}
