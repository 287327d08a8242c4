using LiveCaptions.Server.Access;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary><c>/v1/listen</c>: what Deepgram's clients talk to.</summary>
internal static class ListenEndpoints
{
    private const string Path = "/v1/listen";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.Map(Path, (HttpContext context, LiveListen listen) => listen.HandleAsync(context))
            .RequireScope(KeyScope.Publish)
            .WithMetadata(DeepgramKeys.Place, DeepgramRefusals.Shape)
            .ExcludeFromDescription();
    }
}
