using System.Net;
using System.Net.Sockets;
using LiveCaptions.Server.Access;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Limits;

/// <summary>Who counts as one client, and who is bound by the limits of all together only.</summary>
public sealed class ClientAddress
{
    private const int IPv6NetworkBytes = 8;

    private readonly bool _exemptLoopback;
    private readonly IReadOnlyList<IPNetwork> _exempt;

    public ClientAddress(IOptions<LimitOptions> options)
    {
        _exemptLoopback = options.Value.ExemptLoopback;
        _exempt = [.. AddressRange.Split(options.Value.Exempt).Select(ToNetwork)];
    }

    /// <summary>The client of a request; null where it is exempt.</summary>
    public IPAddress? Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <summary>The address itself, of IPv6 its /64; null where it is exempt.</summary>
    /// <param name="address">Null is nobody that comes by a network.</param>
    public IPAddress? Of(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (_exemptLoopback && IPAddress.IsLoopback(address)) || _exempt.Any(network => network.Contains(address))
            ? null
            : NetworkOf(address);
    }

    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(IPv6NetworkBytes).Clear();
        return new IPAddress(bytes);
    }

    /// <exception cref="IOException">It is neither an address nor a network.</exception>
    private static IPNetwork ToNetwork(string text) => AddressRange.TryParse(text, out var network)
        ? network
        : throw new IOException($"LIVECAPTIONS_Limits__Exempt: '{text}' is neither an IP address nor a network such as 10.0.0.0/8.");
}
