using System.Globalization;
using System.Net.Mime;
using LiveCaptions.Captions.Metadata;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Publishing.Metadata.Writer;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>A session's chapters, keywords, titles and the like: suggested, written by people, put to YouTube.</summary>
internal static class MetadataEndpoints
{
    private const double MaxOffset = 100 * 3_600;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions/{id}/metadata", GetAsync).RequireScope(KeyScope.View).WithSummary(
                "Chapters, keywords, tags, titles, description, summary, highlights: suggested, or as a person wrote them; "
                + "format=txt or json makes a file of it")
            .Produces<SessionMetadata>();
        api.MapPut("/sessions/{id}/metadata", PutAsync).RequireScope(KeyScope.Edit)
            .WithSummary("What a person writes stays, whatever is suggested; what is left out is suggested again. If-Match names the "
                + "revision that the person had; 409 with what is there now where it is another")
            .Produces<SessionMetadata>();
        api.MapPost("/sessions/{id}/metadata/write", WriteAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Has a language model write what is suggested; nothing of it is kept before somebody puts it")
            .Produces<WrittenMetadata>();
        api.MapPost("/sessions/{id}/metadata/apply", ApplyAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Puts title, description and chapters, or those of them and of tags that are asked for, to a YouTube video")
            .Produces<AppliedView>();
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, string id, SessionDirectory sessions, MetadataReader reader, string? format = null)
    {
        if (format is not (null or "txt" or "json"))
        {
            return Problems.Of(400, "format_invalid", $"format is txt or json; there is no format={CaptionText.Shown(format)}.");
        }

        if (await sessions.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        var metadata = MetadataTags.Tag(context.Response, await reader.ReadAsync(session, context.RequestAborted));
        if (format is not null)
        {
            context.Response.Headers.ContentDisposition = new ContentDisposition
            {
                DispositionType = DispositionTypeNames.Attachment,
                FileName = $"{session.Id}.metadata.{format}"
            }.ToString();
        }

        return format == "txt"
            ? TypedResults.Text(MetadataText.Of(metadata), "text/plain", System.Text.Encoding.UTF8)
            : TypedResults.Ok(metadata);
    }

    private static async Task<IResult> PutAsync(
        HttpContext context, string id, MetadataEdits edits, SessionDirectory sessions, MetadataReader reader)
    {
        if (await sessions.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        edits = MetadataRules.Cleaned(edits);
        if (MetadataRules.FindFault(edits, session.Duration) is { } fault)
        {
            return Problems.Of(400, fault.Code, fault.Detail);
        }

        if (!MetadataTags.TryRead(context.Request, out var seen))
        {
            return Problems.Of(400, "if_match_invalid", "If-Match is the revision of the metadata in quotes, as GET tells it.");
        }

        if (await reader.WriteAsync(session, edits, seen, context.RequestAborted) is { } written)
        {
            return TypedResults.Ok(MetadataTags.Tag(context.Response, written));
        }

        var newer = await reader.ReadAsync(session, context.RequestAborted);
        return Problems.Of(
            409, "revision_clash",
            $"Somebody wrote something else meanwhile: it has revision {newer.Revision} now. Look at it and try again.",
            ("metadata", newer));
    }

    private static async Task<IResult> WriteAsync(HttpContext context, string id, SessionDirectory sessions, MetadataWriter writer)
    {
        if (!writer.IsSetUp)
        {
            return Problems.Of(
                503, "chat_missing",
                "No chat endpoint is set up: LIVECAPTIONS_Chat__Url and LIVECAPTIONS_Chat__Model name one (docs/ask.md).");
        }

        return await sessions.ViewAsync(id) is { } session
            ? TypedResults.Ok(await writer.WriteAsync(session, context.RequestAborted))
            : Problems.NoSession(id);
    }

    private static async Task<IResult> ApplyAsync(
        HttpContext context, string id, SessionDirectory sessions, MetadataReader reader, VideoMetadata videos, TimeProvider time,
        ApplyRequest? request = null)
    {
        if (await sessions.FindAsync(id) is not { } row || await sessions.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        var setting = SessionSettings.FromJson(row.Settings).Upload;
        request = (request ?? new ApplyRequest()).Filled;
        request = request with { VideoId = request.VideoId ?? setting?.VideoId, Channel = request.Channel ?? setting?.Channel };
        if (YouTubeVideoId.Find(request.VideoId) is not { } video)
        {
            return Problems.Of(400, "video_invalid", "videoId is YouTube's id of a video, 11 characters, or its address.");
        }

        if (request.Offset is { } offset && !(Math.Abs(offset) <= MaxOffset))
        {
            return Problems.Of(400, "offset_invalid", "offset is in seconds, up to 100 hours.");
        }

        try
        {
            var metadata = await reader.ReadAsync(session, context.RequestAborted);
            return await videos.ApplyAsync(session, metadata, video, request, context.RequestAborted) is { } applied
                ? TypedResults.Ok(applied)
                : Problems.Of(404, "video_not_found", $"YouTube has no video '{video}', or none that this channel may see.");
        }
        catch (DescriptionFullException exception)
        {
            return Problems.Of(409, "description_full", exception.Message);
        }
        catch (Exception exception) when (exception is YouTubeException or QuotaSpentException or NotSetUpException)
        {
            return Refuse(context, exception, time.GetUtcNow());
        }
    }

    private static IResult Refuse(HttpContext context, Exception exception, DateTimeOffset now)
    {
        var fault = (exception as YouTubeException)?.Fault.Kind;
        if (exception is QuotaSpentException || fault == YouTubeFaultKind.QuotaSpent)
        {
            var reset = (exception as QuotaSpentException)?.ResetAt ?? PacificTime.NextReset(now);
            context.Response.Headers.RetryAfter =
                ((long)Math.Ceiling((reset - now).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Problems.Of(429, "quota_spent", exception.Message);
        }

        return (exception, fault) switch
        {
            (NotSetUpException, _) => Problems.Of(409, "youtube_not_set_up", exception.Message),
            (_, YouTubeFaultKind.SignIn) => Problems.Of(409, "youtube_sign_in", exception.Message),
            (_, YouTubeFaultKind.NotFound) => Problems.Of(404, "video_not_found", exception.Message),
            (_, YouTubeFaultKind.Passing) => Problems.Of(503, "youtube_failed", exception.Message),
            _ => Problems.Of(502, "youtube_refused", exception.Message),
        };
    }
}
