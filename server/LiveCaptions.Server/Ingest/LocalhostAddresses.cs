using System.Net;
using System.Net.NetworkInformation;

namespace LiveCaptions.Server.Ingest;

/// <summary>
/// What <c>localhost</c> stands for: the loopback addresses that this machine has, for there is IPv6 that is built in and switched off.
/// </summary>
public static class LocalhostAddresses
{
    /// <param name="host">Of an address that the web server listens at.</param>
    /// <returns>Null where it is another name.</returns>
    public static IReadOnlyList<IPAddress>? Of(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        ? HasIPv6() ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback]
        : null;

    private static bool HasIPv6() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Any(unicast => unicast.Address.Equals(IPAddress.IPv6Loopback));
}
