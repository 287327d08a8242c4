using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Publishing.Reports;

/// <summary><c>/api/reports</c>.</summary>
internal static class ReportEndpoints
{
    private const int MaxPage = 50;
    private const string Csv = "csv";
    private const string Json = "json";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/reports/captions", ListAsync).RequireScope(KeyScope.Admin).WithSummary(
                "Reading speed, rules kept or broken, unsure and corrected words of sessions, newest first, as JSON or (format=csv, or by "
                + "Accept) as a table; the Link header leads to the next page")
            .Produces<IReadOnlyList<CaptionReport>>();

    private static async Task<IResult> ListAsync(
        HttpContext context, SessionDirectory directory, CaptionReports reports,
        int limit = 20, string? before = null, string? format = null)
    {
        if (format is not (null or Csv or Json))
        {
            return Problems.Of(400, "format_invalid", $"format is json or csv; there is no format={CaptionText.Shown(format)}.");
        }

        if (limit is < 1 or > MaxPage)
        {
            return Problems.Of(400, "limit_invalid", $"limit goes from 1 to {MaxPage}.");
        }

        SessionRow? behind = null;
        if (before is not null && (behind = await directory.FindAsync(before)) is null)
        {
            return Problems.NoSession(before);
        }

        var sessions = await directory.ListAsync(limit, behind);
        if (sessions.Count == limit)
        {
            var same = format is null ? "" : $"&format={format}";
            context.Response.Headers.Link = $"</api/reports/captions?limit={limit}&before={sessions[^1].Id}{same}>; rel=\"next\"";
        }

        context.Response.Headers.Vary = HeaderNames.Accept;
        var found = await reports.OfAsync(sessions, context.RequestAborted);
        return (format ?? Asked(context.Request)) == Csv
            ? TypedResults.Text(ReportTable.Csv(found), "text/csv", System.Text.Encoding.UTF8)
            : TypedResults.Ok(found);
    }

    private static string Asked(HttpRequest request) =>
        (request.GetTypedHeaders().Accept ?? [])
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => type.MediaType.Value)
            .FirstOrDefault(type => type is "text/csv" or "application/json") == "text/csv" ? Csv : Json;
}
