using System.Net;

namespace LiveCaptions.Server.Access;

/// <summary>IP addresses and networks (CIDR) as the configuration names them: an address alone is the network of this one.</summary>
internal static class AddressRange
{
    /// <returns>False when it is neither an address nor a network.</returns>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = Only(address);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }

    /// <summary>The network of one address alone.</summary>
    public static IPNetwork Only(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);

    /// <summary>The entries of a list with commas between.</summary>
    public static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
