using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// This machine's own addresses: what listens on them may think that it is asked by this machine. Looked up each time, as addresses come
/// and go (those of IPv6 privacy extensions every day).
/// </summary>
public class OwnAddresses
{
    private readonly IReadOnlyList<IPAddress> _outside;

    /// <param name="outside">Addresses that others know this machine by and that no interface has, as behind a NAT.</param>
    public OwnAddresses(params IReadOnlyList<IPAddress> outside) => _outside = outside;

    public bool Contain(IPAddress address) => _outside.Contains(address) || OfInterfaces().Contains(address);

    /// <summary>
    /// Whether a connection never left this machine, whatever its interfaces say: the kernel gives it the far end's address then.
    /// </summary>
    public static bool IsToItself(Socket connected) =>
        connected is { LocalEndPoint: IPEndPoint near, RemoteEndPoint: IPEndPoint far }
        && SpecialAddresses.Undisguised(near.Address).Equals(SpecialAddresses.Undisguised(far.Address));

    /// <summary>Without the scope that link-local ones have.</summary>
    protected virtual IEnumerable<IPAddress> OfInterfaces() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(one => one.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address);
}
