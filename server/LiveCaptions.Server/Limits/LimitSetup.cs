using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Limits;

/// <summary>Puts the limits in their places: connections before the first byte, keys and requests before any endpoint.</summary>
internal static class LimitSetup
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSingleton<ClientAddress>().AddSingleton<ConnectionLimit>().AddSingleton<KeyGuesses>()
            .AddSingleton<WatchStarts>().AddSingleton<RequestLimits>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitOptions>, ConnectionLimit>((kestrel, limits, connections) =>
        {
            Restrict(kestrel.Limits, limits.Value);
            kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => connection => connections.RunAsync(connection, next)));
        });
    }

    /// <summary>Behind routing, which knows the endpoint.</summary>
    public static void UseLimits(this IApplicationBuilder app) => 
        app.UseMiddleware<KeyGuessGuard>().UseMiddleware<RequestLimitGuard>();

    private static void Restrict(KestrelServerLimits kestrel, LimitOptions limits)
    {
        var slowest = new MinDataRate(limits.SlowestBytesPerSecond, TimeSpan.FromSeconds(Math.Max(limits.StallSeconds, 1.5)));
        kestrel.MaxConcurrentConnections = limits.Connections;
        kestrel.KeepAliveTimeout = TimeSpan.FromSeconds(limits.IdleSeconds);
        kestrel.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.HeaderSeconds);
        kestrel.MinRequestBodyDataRate = slowest;
        kestrel.MinResponseDataRate = slowest;
    }
}
