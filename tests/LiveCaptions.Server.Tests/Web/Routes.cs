using LiveCaptions.Server.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Web;

/// <summary>The server's endpoints, as it lists them itself: a new one is there without being told of.</summary>
internal static class Routes
{
    /// <returns>Each method with each path; parameters are in braces, without their constraints.</returns>
    public static List<(string Method, string Path)> Of(TestServer server) =>
    [
        .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"])
                    .Select(method => (method, "/"
                        + string.Concat(endpoint.RoutePattern.PathSegments.SelectMany(segment => segment.Parts.Select(Write).Append("/")))
                            .TrimEnd('/'))))
            .Distinct()
            .OrderBy(route => route.Item2, StringComparer.Ordinal),
    ];

    /// <summary>With the same value for every parameter but the session's id.</summary>
    public static string Fill(string path, string session, string other) =>
        string.Join('/', path.Split('/').Select(segment => segment == "{id}" ? session : System.Text.RegularExpressions.Regex.Replace(
            segment, @"\{[^}]*\}", other, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))));

    private static string Write(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => "",
    };
}
