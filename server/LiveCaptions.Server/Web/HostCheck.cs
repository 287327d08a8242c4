using System.Globalization;
using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Web;

/// <summary>
/// Refuses what names no host: the name gets into addresses, headers and links that we hand out. Kestrel lets any letters through.
/// </summary>
internal sealed class HostCheck(RequestDelegate next)
{
    private const int MaxName = 253;

    public Task InvokeAsync(HttpContext context) => IsHost(context.Request.Host)
        ? next(context)
        : Problems.Of(400, "host_invalid", "The Host header is no host name or IP address, with a port behind it or none.")
            .ExecuteAsync(context);

    /// <summary>Whether it is one; none at all is what HTTP/1.0 does, and load balancers that look whether we live.</summary>
    private static bool IsHost(HostString host) =>
        !host.HasValue || (host.Host.Length <= MaxName
            && Uri.CheckHostName(host.Host) != UriHostNameType.Unknown && IsPort(host.Value[host.Host.Length..]));

    private static bool IsPort(string rest) =>
        rest.Length == 0
        || (rest[0] == ':' && ushort.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0);
}
