using LiveCaptions.Server.Access;
using LiveCaptions.Server.Engine;

namespace LiveCaptions.Server.Api;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: publishers are taken.</summary>
public static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).OpenTo("Load balancers and probes; tells nothing about sessions").WithSummary("The server answers");
        app.MapGet("/health/ready", Ready).OpenTo("Load balancers and probes; tells nothing about sessions").WithSummary("The engine is loaded: publishers are taken");
    }

    private static IResult Ready(LoadedEngine loaded) => loaded.TryGet(out var engine)
        ? TypedResults.Ok(new { status = "ready", engine = engine.Recognizer.Name, provider = engine.Capacity.ExecutionProvider })
        : Problems.Of(503, "not_ready", "The speech engine is still loading.");
}
