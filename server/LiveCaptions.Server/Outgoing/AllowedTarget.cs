using System.Globalization;
using System.Net;
using LiveCaptions.Server.Access;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// One entry of <see cref="OutgoingOptions.Allow"/>: a host as addresses name it, an IP address or a network; with a port, that one only.
/// </summary>
internal sealed record AllowedTarget(string? Host, IPNetwork? Network, int? Port)
{
    /// <returns>Null when it is none of these.</returns>
    public static AllowedTarget? Parse(string entry)
    {
        if (IPNetwork.TryParse(entry, out var network))
        {
            return new AllowedTarget(null, network, null);
        }

        var (name, port) = CutPort(entry);
        if (port is < 1 or > 65_535 || name.StartsWith('[') != name.EndsWith(']'))
        {
            return null;
        }

        if (IPAddress.TryParse(name.Trim('[', ']'), out var address))
        {
            return new AllowedTarget(null, AddressRange.Only(address), port);
        }

        return Uri.CheckHostName(name) == UriHostNameType.Dns ? new AllowedTarget(name, null, port) : null;
    }

    /// <param name="host">As the address names it; null where only its IP address is known.</param>
    public bool Matches(string? host, IPAddress? address, int port) =>
        (Port is null || Port == port)
        && (Network is { } network
            ? address is not null && network.Contains(address)
            : string.Equals(Host, host?.TrimEnd('.'), StringComparison.OrdinalIgnoreCase));

    // An IPv6 address has a port only behind brackets.
    private static (string Name, int? Port) CutPort(string entry)
    {
        var colon = entry.LastIndexOf(':');
        return colon > 0 && (entry.IndexOf(':') == colon || entry[colon - 1] == ']')
            && int.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (entry[..colon], port)
            : (entry, null);
    }
}
