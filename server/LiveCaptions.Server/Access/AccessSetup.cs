using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Access;

/// <summary>Puts access into its place: who calls is found out, and whether they may, before any endpoint reads a request.</summary>
internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<OpenMode>().AddSingleton<AccessControl>().AddSingleton<AccessLeases>()
            .AddSingleton<KeyIssuer>().AddSingleton<TokenIssuer>().AddSingleton<BrowserPasses>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessLeases>());
        services.AddAuthentication(CallerAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, CallerAuthentication>(CallerAuthentication.Scheme, configureOptions: null);
        services.AddSingleton<IAuthorizationHandler, ScopeHandler>();

        // What says nothing of who may is nobody's but an administrator's.
        services.AddAuthorization(authorization =>
            authorization.FallbackPolicy = AccessEndpoints.PolicyOf(new ScopeRequirement(KeyScope.Admin)));
        services.AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<AccessOptions>>((forwarded, access) => BelieveProxies(forwarded, access.Value));
    }

    /// <summary>Only the proxies that are configured are believed, through as many of them as there are.</summary>
    private static void BelieveProxies(ForwardedHeadersOptions forwarded, AccessOptions access)
    {
        forwarded.ForwardedHeaders = access.ProxyList.Count > 0
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
            : ForwardedHeaders.None;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in access.ProxyList)
        {
            forwarded.KnownIPNetworks.Add(network);
        }
    }
}
