using LiveCaptions.Server.Access;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/engines</c>: what sessions may ask for, and how it is.</summary>
internal static class EngineEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/engines", List).RequireScope(KeyScope.Publish).WithSummary("Engines that sessions may use, the default one first");

    private static Ok<IReadOnlyList<EngineView>> List(EnginePool pool, StreamLoad load) => TypedResults.Ok<IReadOnlyList<EngineView>>(
        [.. pool.All.Select(engine => EngineView.Of(engine, engine == pool.Default, load.MaxStreams))]);
}
