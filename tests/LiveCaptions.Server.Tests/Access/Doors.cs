using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Access;

/// <summary>Every endpoint that the server has, as it was mapped.</summary>
internal static class Doors
{
    /// <returns><c>METHOD pattern</c> and who may; the decision is null where an endpoint says nothing.</returns>
    public static List<(string Name, string? Decision)> Of(TestServer server) =>
    [
        .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                MethodsOf(endpoint).Select(method => ($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}", DecisionOf(endpoint)))),
    ];

    /// <summary>A path that leads to a pattern.</summary>
    public static string PathOf(string pattern, string sessionId) => pattern
        .Replace("{id}", sessionId, StringComparison.Ordinal)
        .Replace("{cueId}", "c1", StringComparison.Ordinal)
        .Replace("{speakerId}", "s1", StringComparison.Ordinal)
        .Replace("{sinkId}", "obs", StringComparison.Ordinal)
        .Replace("{uploadId}", "none", StringComparison.Ordinal)
        .Replace("{channelId}", "none", StringComparison.Ordinal)
        .Replace("{keyId}", "none", StringComparison.Ordinal)
        .Replace("{markId}", "none", StringComparison.Ordinal)
        .Replace("{tokenId}", "none", StringComparison.Ordinal)
        .Replace("{format}", "vtt", StringComparison.Ordinal)
        .Replace("{index:int}", "0", StringComparison.Ordinal)
        .Replace("{documentName}", "v1", StringComparison.Ordinal)
        .Replace("{name}", "none", StringComparison.Ordinal);

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["ANY"];

    private static string? DecisionOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ScopeRequirement>()?.ToString()
        ?? (endpoint.Metadata.GetMetadata<OpenDoor>() is { Why.Length: > 0 } ? "open" : null);
}
