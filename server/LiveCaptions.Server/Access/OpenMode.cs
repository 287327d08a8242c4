using System.Net;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace LiveCaptions.Server.Access;

/// <summary>
/// Without any key, a server that listens on loopback only is open: to pages and programs of this machine, and to nobody that reaches
/// it through them. A page of another site may make a browser call us (told by <c>Origin</c>), by a name of its own, too (DNS rebinding,
/// told by <c>Host</c>); a reverse proxy brings strangers (told by what it adds to requests).
/// </summary>
public sealed class OpenMode(KeyStore keys, IServer server, IOptions<AccessOptions> options)
{
    /// <summary>What proxies add, and what remains where <c>X-Forwarded-*</c> was read.</summary>
    private static readonly string[] ProxyMarks = ["Forwarded", "Via", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP"];

    private static readonly string[] ProxyPrefixes = ["X-Forwarded-", "X-Original-"];

    /// <summary>Whether only programs of this machine reach the server.</summary>
    public bool IsLoopbackOnly => server.Features.Get<IServerAddressesFeature>() is { } addresses && addresses.Addresses.All(IsLoopback);

    /// <summary>Whether the server is open at all: who comes from this machine needs no key.</summary>
    public async Task<bool> HoldsAsync() => IsLoopbackOnly && !await keys.AnyAsync();

    /// <summary>Whether a request comes from a page or program of this machine itself, as far as it can tell.</summary>
    /// <remarks>HTTP/1.0 is what some proxies speak that add nothing.</remarks>
    public bool IsFromHere(HttpRequest request) =>
        IsLoopbackOnly
        && (request.HttpContext.Connection.RemoteIpAddress is not { } remote || IPAddress.IsLoopback(remote))
        && IsOurName(request.Host.Host)
        && !HttpProtocol.IsHttp10(request.Protocol)
        && !request.Headers.Any(header => IsProxyMark(header.Key))
        && IsSameOrigin(request);

    private static bool IsLoopback(string address) => IsLoopbackName(BindingAddress.Parse(address).Host);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static bool IsProxyMark(string header) =>
        ProxyMarks.Contains(header, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(ProxyPrefixes, prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Browsers say where a request comes from: nothing, or this very server, is nobody else's page.</summary>
    private static bool IsSameOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (!StringValues.IsNullOrEmpty(origin) && origin != $"{request.Scheme}://{request.Host}")
        {
            return false;
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }

    private bool IsOurName(string host) => IsLoopbackName(host) || options.Value.HostList.Contains(host, StringComparer.OrdinalIgnoreCase);
}
