using System.Net.Sockets;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// HTTP's way out: connects only where a policy lets it, redirects included, and never by a proxy that the environment names, which would
/// connect for us. Certificates are verified.
/// </summary>
internal static class GuardedHandler
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);

    /// <param name="redirects">How many are followed.</param>
    /// <param name="cookies">Whether what one answer sets is sent with the next request.</param>
    public static SocketsHttpHandler Create(AddressPolicy policy, int redirects = 0, bool cookies = false) => new()
    {
        UseProxy = false,
        UseCookies = cookies,
        AllowAutoRedirect = redirects > 0,
        MaxAutomaticRedirections = Math.Max(1, redirects),
        ConnectTimeout = ConnectPatience,
        ResponseDrainTimeout = TimeSpan.Zero,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = async (context, stop) =>
            new IcyStream(
                new NetworkStream(await policy.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, stop), ownsSocket: true)),
    };
}
