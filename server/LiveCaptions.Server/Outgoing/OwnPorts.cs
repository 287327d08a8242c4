using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LiveCaptions.Server.Outgoing;

/// <summary>The TCP ports that this server listens on.</summary>
public sealed class OwnPorts(IServer web, IEnumerable<IListener> others)
{
    public IEnumerable<int> List() =>
    [
        .. (web.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(url => BindingAddress.Parse(url).Port),
        .. others.SelectMany(listener => listener.Ports),
    ];
}
