using LiveCaptions.Captions;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Import;

/// <summary><c>POST /api/sessions/import</c>: a file (multipart) or an address (JSON) becomes a session.</summary>
public static class ImportEndpoints
{
    private const int MaxJsonBytes = 64 * 1024;
    private const int FormOverhead = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/sessions/import", ImportAsync)
        .RequireScope(KeyScope.Publish)
        .DisableAntiforgery()
        .Accepts<ImportRequest>("application/json", "multipart/form-data")
        .WithSummary("Makes a session of a file (multipart, part \"file\") or of an address ({url}), as fast as the machine allows; or pulls a live stream ({url, live: true}) until it ends");

    private static async Task<Results<Accepted<StartedImport>, ProblemHttpResult>> ImportAsync(
        HttpContext context, ImportIntake intake, LoadedEngine loaded, ImportQueue queue, StorageHealth storage, TokenIssuer tokens, IOptions<ImportOptions> options)
    {
        if (!loaded.TryGet(out var engine))
        {
            return Problems.Of(Refusal.NotReady, context);
        }

        if (await queue.IsFullAsync())
        {
            return Problems.Of(new Refusal(503, "import_queue_full", "As many imports wait here as may. Try again later.", RetryAfter: 60), context);
        }

        var isForm = context.Request.HasFormContentType;
        var most = isForm ? options.Value.MaxBytes + FormOverhead : MaxJsonBytes;
        if (storage.FindObstacle(Math.Min(context.Request.ContentLength ?? 0, most)) is { } nearlyFull)
        {
            return Problems.Of(nearlyFull, context);
        }

        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = most;
        var id = SessionId.Create();
        try
        {
            var (source, request) = isForm
                ? await intake.TakeFileAsync(id, context.Request, context.RequestAborted)
                : await intake.TakeAddressAsync(context.Request, context.RequestAborted);
            var session = await intake.OpenAsync(id, source, request, engine);
            return TypedResults.Accepted($"/api/sessions/{id}", new StartedImport(session, (await tokens.CreateForMakerAsync(id)).Token));
        }
        catch (ImportRefusedException refused)
        {
            intake.Discard(id);
            return Problems.Of(refused.Status, refused.Code, refused.Message);
        }
        catch
        {
            intake.Discard(id);
            throw;
        }
    }
}
