using System.Net;
using System.Net.Sockets;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>Where RTMP listens: on the web server's addresses.</summary>
public static class RtmpAddresses
{
    /// <param name="urls">Where the web server listens.</param>
    /// <param name="port">0 stands for a free one, of which there can be only one: the first address is taken then.</param>
    public static IReadOnlyList<IPEndPoint> Choose(IEnumerable<string> urls, int port)
    {
        var endpoints = urls.Select(BindingAddress.Parse)
            .Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
            .SelectMany(address => AddressesOf(address.Host))
            .Distinct()
            .Select(address => new IPEndPoint(address, port))
            .ToList();
        return port == 0 ? endpoints[..Math.Min(1, endpoints.Count)] : endpoints;
    }

    private static IEnumerable<IPAddress> AddressesOf(string host)
    {
        if (LocalhostAddresses.Of(host) is { } localhost)
        {
            return localhost;
        }

        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return [address];
        }

        return [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any];
    }
}
