using LiveCaptions.Server.Outgoing;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>
/// How sinks get out: YouTube over the internet, OBS also on this machine and its networks. Whoever sets a sink up chooses its address.
/// </summary>
internal sealed class SinkConnections : IDisposable
{
    private readonly AddressPolicy _internet;

    public SinkConnections(IOptions<OutgoingOptions> options, OwnAddresses own, OwnPorts ports)
    {
        _internet = new AddressPolicy(AddressReach.Internet, options.Value, own);
        YouTube = new HttpClient(GuardedHandler.Create(_internet)) { Timeout = Timeout.InfiniteTimeSpan };
        Obs = new HttpMessageInvoker(GuardedHandler.Create(new AddressPolicy(AddressReach.LocalNetwork, options.Value, own, ports.List)));
    }

    /// <summary>
    /// Follows no redirects, has no time limit of its own. Made without a factory: those log every address, and here the key is in it.
    /// </summary>
    public HttpClient YouTube { get; }

    /// <summary>For WebSockets.</summary>
    public HttpMessageInvoker Obs { get; }

    /// <summary>Whether the administrator allows this place by name or number.</summary>
    public bool IsListed(Uri address) => _internet.IsListed(address.IdnHost, address.Port);

    public void Dispose()
    {
        YouTube.Dispose();
        Obs.Dispose();
    }
}
