using LiveCaptions.Captions.Emotions;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary>How a session is said.</summary>
public static class EmotionEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/sessions/{id}/emotion", GetAsync).RequireScope(KeyScope.View)
            .WithSummary("Arousal and valence per speaker: curves, arcs, moments");

    private static async Task<Results<Ok<EmotionReport>, ProblemHttpResult>> GetAsync(
        string id, SessionDirectory directory, EmotionStore emotions) =>
        await directory.FindAsync(id) is null ? Problems.NoSession(id) : TypedResults.Ok(EmotionReport.Of(await emotions.ReadAsync(id)));
}
