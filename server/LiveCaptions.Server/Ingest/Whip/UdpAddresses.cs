using System.Net;
using System.Net.Sockets;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Server.Basics;

namespace LiveCaptions.Server.Ingest.Whip;

/// <summary>Which of this machine's addresses publishers send to.</summary>
public static class UdpAddresses
{
    /// <param name="option">As in <see cref="WhipOptions.Addresses"/>.</param>
    /// <param name="urls">Where the web server listens.</param>
    /// <exception cref="IOException">The option is no list of addresses, or this machine has none that fits.</exception>
    public static IReadOnlyList<UdpAddress> Choose(string option, IEnumerable<string> urls)
    {
        var named = option.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return named.Length > 0
            ? [.. named.Select(Parse)]
            : [.. urls.SelectMany(ListeningAt).Distinct().OrderBy(IPAddress.IsLoopback)
                .Select(address => new UdpAddress(address, address))];
    }

    /// <summary>The addresses that the option names for others to send to: of this machine, or of a NAT in front of it.</summary>
    public static IReadOnlyList<IPAddress> Advertised(string option) =>
        [.. option.Split(',', StringSplitOptions.TrimEntries)
            .Select(entry => IPAddress.TryParse(entry.Split('=')[0], out var address) ? address : null).OfType<IPAddress>()];

    private static UdpAddress Parse(string text)
    {
        var parts = text.Split('=');
        if (!IPAddress.TryParse(parts[0], out var advertised) || parts.Length > 2)
        {
            throw new IOException($"LIVECAPTIONS_Whip__Addresses: '{text}' is not an IP address, nor PUBLIC=LOCAL.");
        }

        if (MachineAddresses.IsWildcard(advertised))
        {
            throw new IOException(
                $"LIVECAPTIONS_Whip__Addresses: publishers cannot send to '{parts[0]}'. Name the addresses one by one, or none.");
        }

        if (parts.Length == 2)
        {
            return IPAddress.TryParse(parts[1], out var given)
                && given.AddressFamily == advertised.AddressFamily && !MachineAddresses.IsWildcard(given)
                ? new UdpAddress(given, advertised)
                : throw new IOException(
                    $"LIVECAPTIONS_Whip__Addresses: '{parts[1]}' is not an address of this machine of the same kind as '{parts[0]}'.");
        }

        return new UdpAddress(LocalFor(advertised), advertised);
    }

    // The address itself where this machine has it, else the one that a NAT is most likely to lead to.
    private static IPAddress LocalFor(IPAddress advertised)
    {
        var own = MachineAddresses.OfInterfaces().Append(IPAddress.Loopback).Append(IPAddress.IPv6Loopback).ToList();
        return own.Find(advertised.Equals)
            ?? own.Find(address => address.AddressFamily == advertised.AddressFamily && !IPAddress.IsLoopback(address))
            ?? throw new IOException($"LIVECAPTIONS_Whip__Addresses: this machine has no address that {advertised} could lead to.");
    }

    private static IEnumerable<IPAddress> ListeningAt(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        if (LocalhostAddresses.Of(host) is { } localhost)
        {
            return localhost;
        }

        if (IPAddress.TryParse(host.Trim('[', ']'), out var address) && !MachineAddresses.IsWildcard(address))
        {
            return [address];
        }

        return MachineAddresses.OfInterfaces()
            .Where(own => !IPAddress.Any.Equals(address) || own.AddressFamily == AddressFamily.InterNetwork).Append(IPAddress.Loopback);
    }
}
