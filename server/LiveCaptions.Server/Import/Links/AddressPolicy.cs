using System.Net;
using System.Net.Sockets;

namespace LiveCaptions.Server.Import.Links;

/// <summary>
/// Which addresses may be fetched. Who may hand in links must not reach through this server what only it can reach: its own services, the network
/// behind it, a cloud's metadata (SSRF). Asked for the address that is connected to, so that names and redirects cannot go around it.
/// </summary>
/// <param name="allowPrivate">Everything goes.</param>
public sealed class AddressPolicy(bool allowPrivate)
{
    // The IANA special-purpose registries (RFC 6890 and its updates): what is not globally reachable, and what leads to IPv4 in disguise.
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/3"),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotGlobal =
    [
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20"),
    ];

    public bool AllowsPrivate => allowPrivate;

    public bool Allows(IPAddress address) => allowPrivate || IsPublic(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>The addresses of a host that may be.</summary>
    /// <exception cref="AddressRefusedException">It has none that may be.</exception>
    /// <exception cref="SocketException">It is not known.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var all = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = Array.FindAll(all, Allows);
        return allowed.Length > 0 ? allowed : throw new AddressRefusedException(host);
    }

    /// <summary>Connects to the first address of a host that may be, and answers.</summary>
    /// <exception cref="AddressRefusedException">It has none that may be.</exception>
    /// <exception cref="SocketException">It is not known, or none answers.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var allowed = await ResolveAsync(host, cancellationToken);
        for (var i = 0; ; i++)
        {
            var socket = new Socket(allowed[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed[i], port, cancellationToken);
                return socket;
            }
            catch (SocketException) when (i < allowed.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private static bool IsPublic(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? !Array.Exists(Private, network => network.Contains(address))
        : Global.Contains(address) && !Array.Exists(NotGlobal, network => network.Contains(address));
}
