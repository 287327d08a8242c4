using LiveCaptions.Server.Access;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary><c>/v1/listen</c>: what Deepgram's clients talk to.</summary>
internal static class ListenEndpoints
{
    private const string Path = "/v1/listen";

    public static void Map(IEndpointRouteBuilder app)
    {
        Decide(app.Map(Path, (HttpContext context, LiveListen listen) => listen.HandleAsync(context)));
        Decide(app.MapPost(Path, (HttpContext context, FileListen listen) => listen.HandleAsync(context)));
    }

    private static void Decide<TBuilder>(TBuilder door)
        where TBuilder : IEndpointConventionBuilder
    {
        door.RequireScope(KeyScope.Publish).WithMetadata(DeepgramKeys.Place, DeepgramRefusals.Shape, new ExcludeFromDescriptionAttribute());
    }
}
