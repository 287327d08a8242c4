using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary><c>/api/uploads</c>: the YouTube queue.</summary>
internal static class UploadEndpoints
{
    private const int MaxBatch = 1_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/uploads", ListAsync).RequireScope(KeyScope.Admin)
            .WithSummary("The YouTube queue by video, as JSON or, with format=csv, as a table");
        api.MapPost("/uploads", AddAsync).RequireScope(KeyScope.Admin).WithSummary("Puts a session's captions into the YouTube queue");
        api.MapPost("/uploads/batch", AddManyAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Puts many into the queue, named or all sessions of a filter: all of them, or none where one is not right");
        api.MapGet("/uploads/quota", (UploadList list) => list.QuotaAsync())
            .RequireScope(KeyScope.Admin).WithSummary("What is spent of today's quota");
        api.MapGet("/uploads/{uploadId}", GetAsync).RequireScope(KeyScope.Admin).WithSummary("One upload");
        api.MapPost("/uploads/{uploadId}/retry", RetryAsync).RequireScope(KeyScope.Admin).WithSummary("Tries one again, now");
        api.MapDelete("/uploads/{uploadId}", DeleteAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Takes one out of the queue; what is on YouTube stays");
    }

    private static async Task<Results<Ok<IReadOnlyList<UploadView>>, ContentHttpResult>> ListAsync(UploadList list, string? format = null)
    {
        var uploads = await list.ReadAsync();
        return format == "csv" ? TypedResults.Text(UploadReport.Csv(uploads), "text/csv") : TypedResults.Ok(uploads);
    }

    private static async Task<Results<Ok<UploadView>, ProblemHttpResult>> GetAsync(string uploadId, UploadList list) =>
        await list.FindAsync(uploadId) is { } upload ? TypedResults.Ok(upload) : NoUpload(uploadId);

    private static async Task<Results<Accepted<UploadView>, ProblemHttpResult>> AddAsync(
        UploadRequest request, SessionDirectory sessions, UploadQueue queue, UploadList list)
    {
        var (checkedRequest, language, fault) = await CheckAsync(request, sessions);
        if (fault is not null)
        {
            return fault;
        }

        var row = await queue.AddAsync(checkedRequest!, language!);
        return TypedResults.Accepted($"/api/uploads/{row.Id}", await list.FindAsync(row.Id));
    }

    private static async Task<Results<Accepted<IReadOnlyList<UploadView>>, ProblemHttpResult>> AddManyAsync(
        UploadBatch batch, SessionDirectory sessions, SessionStore store, UploadQueue queue, UploadList list)
    {
        var requests = batch.Sessions is { } filter ? await filter.FindAsync(store, MaxBatch) : batch.Uploads;
        if (requests is not { Count: > 0 and <= MaxBatch })
        {
            return Problems.Of(
                400, "uploads_invalid", $"uploads is a list of 1 to {MaxBatch} uploads; or sessions finds as many, which say their video.");
        }

        var ready = new List<(UploadRequest Request, string Language)>();
        foreach (var request in requests)
        {
            var (checkedRequest, language, fault) = await CheckAsync(request, sessions);
            if (fault is not null)
            {
                return Problems.Of(
                    fault.StatusCode, (string)fault.ProblemDetails.Extensions["code"]!,
                    $"Upload {ready.Count + 1}: {fault.ProblemDetails.Detail}");
            }

            ready.Add((checkedRequest!, language!));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (request, language) in ready)
        {
            ids.Add((await queue.AddAsync(request, language)).Id);
        }

        return TypedResults.Accepted(
            "/api/uploads", (IReadOnlyList<UploadView>)[.. (await list.ReadAsync()).Where(upload => ids.Contains(upload.Id))]);
    }

    private static async Task<Results<Ok<UploadView>, ProblemHttpResult>> RetryAsync(string uploadId, UploadQueue queue, UploadList list) =>
        await queue.RetryAsync(uploadId) switch
        {
            true when await list.FindAsync(uploadId) is { } upload => TypedResults.Ok(upload),
            false => Problems.Of(409, "upload_not_waiting", $"Upload '{CaptionText.Shown(uploadId)}' is done or under way."),
            _ => NoUpload(uploadId),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string uploadId, UploadQueue queue) =>
        await queue.DeleteAsync(uploadId) ? TypedResults.NoContent() : NoUpload(uploadId);

    private static async Task<(UploadRequest? Request, string? Language, ProblemHttpResult? Fault)> CheckAsync(
        UploadRequest? request, SessionDirectory sessions)
    {
        if (request?.SessionId is not { Length: > 0 } id)
        {
            return (null, null,
                Problems.Of(400, "session_missing", "sessionId names the session whose captions go; files go by ./livecaptions upload."));
        }

        if (await sessions.FindAsync(id) is not { } session)
        {
            return (null, null, Problems.NoSession(id));
        }

        if (SessionSettings.FromJson(session.Settings).Upload is { } setting)
        {
            request = request with { VideoId = request.VideoId ?? setting.VideoId, Channel = request.Channel ?? setting.Channel };
        }

        if (UploadRequestRules.FindFault(request) is { } fault)
        {
            return (null, null, Problems.Of(400, fault.Code, fault.Detail));
        }

        var language = request.Language is { Length: > 0 } given ? given : session.Language;
        return language is null
            ? (null,
                null, Problems.Of(400, "language_missing", "language says what language the captions are in, as the session does not."))
            : (request with { VideoId = YouTubeVideoId.Find(request.VideoId) }, language, null);
    }

    private static ProblemHttpResult NoUpload(string id) =>
        Problems.Of(404, "upload_not_found", $"There is no upload '{CaptionText.Shown(id)}'.");
}
