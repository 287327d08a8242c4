using System.Net;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LiveCaptions.Server.Keys;

/// <summary>
/// Who may manage and watch. Open to all as long as the server listens on loopback only and no key was ever created;
/// otherwise by key, except that public sessions may be watched by anybody.
/// </summary>
public sealed class KeyRing(KeyStore keys, SessionRegistry registry, IServer server, TimeProvider time)
{
    /// <summary>Whether only programs of this machine reach the server.</summary>
    public bool IsLoopbackOnly => server.Features.Get<IServerAddressesFeature>() is { } addresses && addresses.Addresses.All(IsLoopback);

    /// <returns>True when the caller may; false when a key is missing, wrong or of another scope.</returns>
    public async Task<bool> AllowsAsync(HttpContext context, KeyScope scope, string? sessionId)
    {
        if (IsLoopbackOnly && !await keys.AnyAsync())
        {
            return true;
        }

        if (KeyOf(context.Request) is { } key && await HoldsAsync(key, scope))
        {
            return true;
        }

        return scope == KeyScope.View && sessionId is not null && await registry.FindAsync(sessionId) is { IsPublic: true };
    }

    /// <summary>Whether this is a key that allows something, asked for or not.</summary>
    public async Task<bool> HoldsAsync(string key, KeyScope scope)
    {
        var held = await ScopesOfAsync(key);
        return held.HasFlag(scope) || held.HasFlag(KeyScope.Admin);
    }

    private static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host.Trim('[', ']');
        return host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>The header, or for browsers, which cannot set one on WebSockets and event streams, the query.</summary>
    private static string? KeyOf(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : request.Query["access_token"];
    }

    private async Task<KeyScope> ScopesOfAsync(string key)
    {
        var row = await keys.FindAsync(ApiKey.Hash(key));
        return row is { RevokedAt: null } && !(row.ExpiresAt <= time.GetUtcNow()) && ApiKey.TryParseScopes(row.Scopes, out var scopes) ? scopes : KeyScope.None;
    }
}
