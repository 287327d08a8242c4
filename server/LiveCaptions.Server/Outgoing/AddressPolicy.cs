using System.Net;
using System.Net.Sockets;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// Which addresses may be connected to. Whoever may name an address must not reach through this server what only it can reach:
/// its own services, the network behind it, a cloud's metadata (SSRF). Asked for the address that is connected to, so that names
/// and redirects cannot go around it.
/// </summary>
/// <param name="reach">How far it goes by itself.</param>
/// <param name="options">What the administrator allows or refuses besides.</param>
/// <param name="own">This machine's addresses.</param>
/// <param name="ownPorts">Those that this server listens on, looked up each time.</param>
public sealed class AddressPolicy(AddressReach reach, OutgoingOptions options, OwnAddresses own, Func<IEnumerable<int>>? ownPorts = null)
{
    private readonly IReadOnlyList<AllowedTarget> _allowed = options.Allowed;
    private readonly IReadOnlyList<AllowedTarget> _refused = options.Refused;

    public AddressPolicy(bool allowPrivate)
        : this(allowPrivate ? AddressReach.Everywhere : AddressReach.Internet, new OutgoingOptions(), new OwnAddresses())
    {
    }

    /// <summary>Everything goes.</summary>
    public bool AllowsPrivate => reach == AddressReach.Everywhere;

    /// <summary>Whether the administrator wrote this very place into the configuration.</summary>
    /// <param name="host">As an address has it: a name, or an IP address.</param>
    public bool IsListed(string host, int port) =>
        IsListed(host, IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? literal : null, port);

    private bool IsListed(string? host, IPAddress? address, int port) =>
        _allowed.Any(target => target.Matches(host, address is null ? null : SpecialAddresses.Undisguised(address), port));

    public bool Allows(IPAddress address, int port = 0, string? host = null)
    {
        if (AllowsPrivate || IsListed(host, address, port))
        {
            return true;
        }

        var real = SpecialAddresses.Undisguised(address);
        if (_refused.Any(target => target.Matches(null, real, port)))
        {
            return false;
        }

        return reach == AddressReach.LocalNetwork && (SpecialAddresses.IsLocal(real) || own.Contain(real))
            ? !SpecialAddresses.IsLinkLocal(real) && !IsOwnPort(real, port)
            : SpecialAddresses.IsGlobal(real) && !own.Contain(real);
    }

    /// <summary>The addresses of a host that may be.</summary>
    /// <exception cref="AddressRefusedException">It has none that may be.</exception>
    /// <exception cref="SocketException">It is not known.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        var all = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = Array.FindAll(all, address => Allows(address, port, host));
        return allowed.Length > 0 ? allowed : throw new AddressRefusedException(host);
    }

    /// <summary>Connects to the first address of a host that may be, and answers.</summary>
    /// <exception cref="AddressRefusedException">It has none that may be.</exception>
    /// <exception cref="SocketException">It is not known, or none answers.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var allowed = await ResolveAsync(host, port, cancellationToken);
        for (var i = 0; ; i++)
        {
            var socket = new Socket(allowed[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed[i], port, cancellationToken);
                return LeadsHere(socket, host, port) ? throw new AddressRefusedException(host) : socket;
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

    // Where routes lead an address of the internet to this machine, which no interface tells of.
    private bool LeadsHere(Socket socket, string host, int port) =>
        reach == AddressReach.Internet && OwnAddresses.IsToItself(socket)
        && !IsListed(host, ((IPEndPoint)socket.RemoteEndPoint!).Address, port);

    private bool IsOwnPort(IPAddress address, int port) =>
        (IPAddress.IsLoopback(address) || own.Contain(address)) && (ownPorts?.Invoke().Contains(port) ?? false);
}
