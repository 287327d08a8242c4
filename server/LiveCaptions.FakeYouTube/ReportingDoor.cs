using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LiveCaptions.FakeYouTube;

/// <summary>
/// The YouTube Reporting API: <c>jobs.list</c>, <c>jobs.create</c>, <c>jobs.reports.list</c> in pages of two, <c>media.download</c>. It
/// costs nothing of the Data API's quota.
/// </summary>
internal sealed class ReportingDoor(ApiGate gate, FakeReports reports, FakeOptions options)
{
    private const string Scope = "https://www.googleapis.com/auth/yt-analytics.readonly";
    private const int Page = 2;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/jobs", context => RunAsync(
            context, "reporting.jobs.list", caller => List(context, "jobs", reports.JobsOf(caller), Job)));
        routes.MapPost("/v1/jobs", context => gate.RunAsync(
            context, "reporting.jobs.create", cost: 0, caller => CreateAsync(context, caller)));
        routes.MapGet("/v1/jobs/{id}/reports", context => RunAsync(context, "reporting.reports.list", caller => Reports(context, caller)));
        routes.MapGet("/v1/media/{id}", context => RunAsync(
            context, "reporting.media.download", caller => Download(context, caller)));
    }

    private Task RunAsync(HttpContext context, string call, Func<FakeCaller, FakeAnswer> act) =>
        gate.RunAsync(context, call, cost: 0, caller => ValueTask.FromResult(FindFault(caller) ?? act(caller)));

    private static FakeAnswer? FindFault(FakeCaller caller) => caller.May(Scope)
        ? null
        : FakeAnswer.Error(403, "insufficientPermissions", "Request had insufficient authentication scopes.");

    private async ValueTask<FakeAnswer> CreateAsync(HttpContext context, FakeCaller caller)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        if (FindFault(caller) is { } fault)
        {
            return fault;
        }

        if ((string?)body?["reportTypeId"] is not { } type || !options.ReportTypes.Contains(type))
        {
            return FakeAnswer.Error(400, "badRequest", "Request contains an invalid argument.");
        }

        return reports.Add(caller, type, (string?)body["name"] ?? "") is { } job
            ? FakeAnswer.Ok(Job(job))
            : FakeAnswer.Error(409, "alreadyExists", "Requested entity already exists");
    }

    private FakeAnswer Reports(HttpContext context, FakeCaller caller)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return reports.JobsOf(caller).Any(job => job.Id == id)
            ? List(context, "reports", reports.Of(id), report => Report(report, context.Request))
            : FakeAnswer.Error(404, "notFound", "Requested entity was not found.");
    }

    private FakeAnswer Download(HttpContext context, FakeCaller caller) =>
        reports.Find((string)context.Request.RouteValues["id"]!) is { } report && reports.JobsOf(caller).Any(job => job.Id == report.JobId)
            ? new FakeAnswer(200, Body: Encoding.UTF8.GetBytes(report.Csv))
            : FakeAnswer.Error(404, "notFound", "Requested entity was not found.");

    /// <summary>As the true one: nothing at all where there is nothing.</summary>
    private static FakeAnswer List<T>(HttpContext context, string name, IReadOnlyList<T> all, Func<T, JsonObject> resource)
    {
        var asked = context.Request.Query["pageToken"].ToString();
        var from = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token : 0;
        var json = new JsonObject();
        if (all.Count > from)
        {
            json[name] = new JsonArray([.. all.Skip(from).Take(Page).Select(resource)]);
        }

        if (all.Count > from + Page)
        {
            json["nextPageToken"] = (from + Page).ToString(CultureInfo.InvariantCulture);
        }

        return FakeAnswer.Ok(json);
    }

    private static JsonObject Job(FakeReportingJob job) => new()
    {
        ["id"] = job.Id, ["reportTypeId"] = job.Type, ["name"] = job.Name, ["createTime"] = Instant(job.MadeAt),
    };

    private static JsonObject Report(FakeReport report, HttpRequest request)
    {
        var (start, end) = (FakeQuota.MidnightOf(report.Day), FakeQuota.MidnightOf(report.Day.AddDays(1)));
        return new JsonObject
        {
            ["id"] = report.Id, ["jobId"] = report.JobId, ["startTime"] = Instant(start), ["endTime"] = Instant(end),
            ["createTime"] = Instant(report.MadeAt),
            ["downloadUrl"] = $"{request.Scheme}://{request.Host}/v1/media/{report.Id}?alt=media",
        };
    }

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
