using LiveCaptions.Server.Access;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary><c>/v1/audio/transcriptions</c> and <c>/v1/realtime</c>: what OpenAI's clients talk to.</summary>
internal static class OpenAiEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        Decide(app.MapPost(
            "/v1/audio/transcriptions", (HttpContext context, Transcriptions transcriptions) => transcriptions.HandleAsync(context)));
        Decide(app.Map("/v1/realtime", (HttpContext context, RealtimeListen listen) => listen.HandleAsync(context)));
    }

    private static void Decide<TBuilder>(TBuilder door)
        where TBuilder : IEndpointConventionBuilder =>
        door.RequireScope(KeyScope.Publish).WithMetadata(OpenAiKeys.Place, OpenAiRefusals.Shape, new ExcludeFromDescriptionAttribute());
}
