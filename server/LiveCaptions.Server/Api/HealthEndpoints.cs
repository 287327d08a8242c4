using LiveCaptions.Server.Access;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Api;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: publishers are taken.</summary>
public static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        const string why = "Load balancers and probes; tells nothing about sessions";
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthView("live"))).OpenTo(why).WithSummary("The server answers");
        app.MapGet("/health/ready", Ready).OpenTo(why).WithSummary("The engine is loaded and the storage well: publishers are taken");
    }

    private static IResult Ready(LoadedEngine loaded, StorageHealth storage) => loaded.TryGet(out var engine)
        ? storage.Fault is { } fault
            ? Problems.Of(503, fault.Code, fault.Line)
            : TypedResults.Ok(new HealthView("ready", engine.Recognizer.Name, engine.Capacity.ExecutionProvider))
        : Problems.Of(503, "not_ready", "The speech engine is still loading.");
}
