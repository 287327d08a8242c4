using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace LiveCaptions.Server.Basics;

/// <summary>The addresses by which others reach this machine.</summary>
public static class MachineAddresses
{
    /// <summary>
    /// IPv4 first: it is what most get through with. Link-local ones of IPv6 need a scope that the other side cannot know.
    /// </summary>
    public static IEnumerable<IPAddress> OfInterfaces() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !address.IsIPv6Multicast)
        .OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6);

    /// <summary>What to open, where a server listens at an address: one address for each way to it, as others type it.</summary>
    /// <param name="url">As Kestrel tells it: the host may stand for all addresses.</param>
    public static IEnumerable<Uri> Reached(string url)
    {
        var listening = BindingAddress.Parse(url);
        var isEverywhere = listening.Host is "*" or "+"
            || (IPAddress.TryParse(listening.Host.Trim('[', ']'), out var address) && IsWildcard(address));
        string[] hosts = !isEverywhere
            ? [listening.Host]
            : ["localhost", .. OfInterfaces().Where(own => Covers(listening.Host, own)).Select(InAddress)];
        return hosts.Select(host => new UriBuilder(listening.Scheme, host.Trim('[', ']'), listening.Port).Uri);
    }

    public static bool IsWildcard(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static bool Covers(string listening, IPAddress address) =>
        listening != "0.0.0.0" || address.AddressFamily == AddressFamily.InterNetwork;

    private static string InAddress(IPAddress address) => address.ToString();
}
