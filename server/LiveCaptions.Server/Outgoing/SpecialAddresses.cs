using System.Net;
using System.Net.Sockets;

namespace LiveCaptions.Server.Outgoing;

/// <summary>What kind of place an address is, by the IANA special-purpose registries (RFC 6890 and its updates).</summary>
internal static class SpecialAddresses
{
    private static readonly IPNetwork[] NotGlobal4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        "168.63.129.16/32"); // What Azure gives every machine to talk to its host.

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotGlobal6 = Parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork LinkLocal4 = IPNetwork.Parse("169.254.0.0/16");
    private static readonly IPNetwork[] Local = Parse(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    // Where clouds answer to their machines within what counts as local.
    private static readonly IPNetwork[] Metadata = Parse("100.100.100.200/32", "fd00:ec2::/64", "fd20:ce::254/128");

    /// <summary>
    /// The IPv4 address that one of IPv6 stands for, by the kernel (RFC 4291 §2.5.5.2) or a translator on the way (RFC 6052 §2.1).
    /// </summary>
    public static IPAddress Undisguised(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address)
            ? new IPAddress(address.GetAddressBytes()[12..])
            : address;
    }

    /// <summary>Anybody may have it.</summary>
    public static bool IsGlobal(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? !IsIn(NotGlobal4, address)
        : Global6.Contains(address) && !IsIn(NotGlobal6, address);

    /// <summary>This machine or a private network; not link-local, and not what clouds put there.</summary>
    public static bool IsLocal(IPAddress address) => IsIn(Local, address) && !IsIn(Metadata, address);

    public static bool IsLinkLocal(IPAddress address) => address.IsIPv6LinkLocal || LinkLocal4.Contains(address);

    private static bool IsIn(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Parse(params string[] networks) => Array.ConvertAll(networks, IPNetwork.Parse);
}
