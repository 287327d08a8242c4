using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary><c>/api/reports/subtitles</c>.</summary>
internal static class SubtitleEndpoints
{
    private const int MaxDays = 400;
    private const string Csv = "csv";
    private const string Json = "json";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/reports/subtitles", GetAsync).RequireScope(KeyScope.Admin).WithSummary(
                "Views and watch time of YouTube videos by subtitle language, with advice what to correct, to update and to add, as JSON "
                + "or (format=csv, or by Accept) as a table")
            .Produces<SubtitleReport>();

    private static async Task<IResult> GetAsync(HttpContext context, SubtitleReportReader reports, int days = 28, string? format = null)
    {
        if (format is not (null or Csv or Json))
        {
            return Problems.Of(400, "format_invalid", $"format is json or csv; there is no format={CaptionText.Shown(format)}.");
        }

        if (days is < 1 or > MaxDays)
        {
            return Problems.Of(400, "days_invalid", $"days goes from 1 to {MaxDays}.");
        }

        context.Response.Headers.Vary = HeaderNames.Accept;
        var report = await reports.ReadAsync(days, context.RequestAborted);
        return (format ?? Asked(context.Request)) == Csv
            ? TypedResults.Text(SubtitleTable.Csv(report), "text/csv", System.Text.Encoding.UTF8)
            : TypedResults.Ok(report);
    }

    private static string Asked(HttpRequest request) =>
        (request.GetTypedHeaders().Accept ?? [])
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => type.MediaType.Value)
            .FirstOrDefault(type => type is "text/csv" or "application/json") == "text/csv" ? Csv : Json;
}
