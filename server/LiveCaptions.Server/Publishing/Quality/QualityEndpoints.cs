using LiveCaptions.Captions.Quality;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Publishing.Quality;

/// <summary>A session's quality, for programs and as a page to be printed.</summary>
internal static class QualityEndpoints
{
    private const string Html = "html";
    private const string Json = "json";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/sessions/{id}/quality", GetAsync).RequireScope(KeyScope.View).WithMetadata(BrowserPasses.Place)
            .WithSummary("What viewers saw against the corrected transcript, latency, reading speed, and what regulators ask for; "
                + "as JSON or, for browsers and with format=html, as a page to be printed")
            .Produces<QualityReport>().Produces(StatusCodes.Status200OK, contentType: "text/html");

    private static async Task<IResult> GetAsync(
        HttpContext context, string id, SessionDirectory sessions, QualityReader reader, string? format = null)
    {
        if (format is not (null or Html or Json))
        {
            return Problems.Of(400, "format_invalid", $"format is json or html; there is no format={CaptionText.Shown(format)}.");
        }

        if (await sessions.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        context.Response.Headers.Vary = HeaderNames.Accept;
        var report = await reader.ReadAsync(session, context.RequestAborted);
        return (format ?? Asked(context.Request)) == Html
            ? TypedResults.Content(QualityPage.Of(report), "text/html; charset=utf-8")
            : TypedResults.Ok(report);
    }

    /// <summary>Browsers name pages before all else.</summary>
    private static string Asked(HttpRequest request) =>
        (request.GetTypedHeaders().Accept ?? [])
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => type.MediaType.Value)
            .FirstOrDefault(type => type is "text/html" or "application/json") == "text/html" ? Html : Json;
}
