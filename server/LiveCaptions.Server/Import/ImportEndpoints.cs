using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Import;

/// <summary><c>POST /api/sessions/import</c>: a file (multipart) or an address (JSON) becomes a session.</summary>
public static class ImportEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/sessions/import", ImportAsync)
        .RequireScope(KeyScope.Publish)
        .DisableAntiforgery()
        .Accepts<ImportRequest>("application/json", "multipart/form-data")
        .WithSummary("Makes a session of a file (multipart, part \"file\") or of an address ({url}), as fast as the machine allows; "
            + "or pulls a live stream ({url, live: true}) until it ends");

    private static async Task<Results<Accepted<StartedImport>, ProblemHttpResult>> ImportAsync(
        HttpContext context, ImportDoor door, ImportIntake intake, TokenIssuer tokens)
    {
        var isForm = context.Request.HasFormContentType;
        var (session, refusal) = await door.OpenAsync(context, isForm, id => isForm
            ? intake.TakeFileAsync(id, context.Request, context.RequestAborted)
            : intake.TakeAddressAsync(context.Request, context.RequestAborted));
        return session is null
            ? Problems.Of(refusal!, context)
            : TypedResults.Accepted(
                $"/api/sessions/{session.Id}", new StartedImport(session, (await tokens.CreateForMakerAsync(session.Id)).Token));
    }
}
