using LiveCaptions.Server.Access;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace LiveCaptions.Server.Ingest.Whip;

/// <summary><c>/whip/{id}</c>, open to pages of every origin: what lets in is the stream key, which no browser sends by itself.</summary>
public static class WhipRoutes
{
    private const string Policy = "whip";

    public static void AddCorsPolicy(CorsOptions cors) => cors.AddPolicy(Policy, policy => policy
        .AllowAnyOrigin()
        .WithMethods("POST", "PATCH", "DELETE", "OPTIONS")
        .WithHeaders("Authorization", "Content-Type", "If-Match")
        .WithExposedHeaders("Location", "ETag", "Link", "Accept-Patch", "Retry-After")
        .SetPreflightMaxAge(TimeSpan.FromHours(1)));

    public static void Map(IEndpointRouteBuilder app)
    {
        var whip = app.MapGroup("/whip/{id}").RequireCors(Policy).OpenTo("The session's stream key, which no browser sends by itself");
        whip.MapPost("", (HttpContext context, string id, WhipEndpoint ingest) => ingest.PostAsync(context, id))
            .WithSummary("WHIP: an SDP offer becomes a connection; Bearer is the stream key");
        whip.MapMethods("", ["OPTIONS"], (HttpContext context) => Options(context, "Accept-Post", WhipEndpoint.OfferType))
            .ExcludeFromDescription();
        whip.MapPatch("{name}", (HttpContext context, string id, string name, WhipEndpoint ingest) => ingest.PatchAsync(context, id, name))
            .WithSummary("WHIP: candidates, or an ICE restart");
        whip.MapDelete(
            "{name}", (HttpContext context, string id, string name, WhipEndpoint ingest) => ingest.DeleteAsync(context, id, name))
            .WithSummary("WHIP: that was all");
        whip.MapMethods("{name}", ["OPTIONS"], (HttpContext context) => Options(context, "Accept-Patch", WhipEndpoint.FragmentType))
            .ExcludeFromDescription();
    }

    /// <summary>For who asks what is taken, outside of a preflight.</summary>
    private static IResult Options(HttpContext context, string header, string type)
    {
        context.Response.Headers[header] = type;
        return TypedResults.NoContent();
    }
}
