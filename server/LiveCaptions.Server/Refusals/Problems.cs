using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Refusals;

/// <summary>RFC 9457 problem details: one line for people, a <c>code</c> for programs.</summary>
public static class Problems
{
    public static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: [new("code", code)]);

    /// <summary>With something more for programs.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail, (string Name, object Value) more) =>
        TypedResults.Problem(detail, statusCode: status, extensions: [new("code", code), new(more.Name, more.Value)]);

    /// <summary>Sets Retry-After too, where trying again helps.</summary>
    public static ProblemHttpResult Of(Refusal refusal, HttpContext context)
    {
        if (refusal.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString();
        }

        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return Of(refusal.Status, refusal.Code, refusal.Detail);
    }

    public static ProblemHttpResult Of(StorageFault fault, HttpContext context) => Of(Refusal.Of(fault), context);

    public static ProblemHttpResult NoSession(string id) => Of(404, "session_not_found", $"There is no session '{CaptionText.Shown(id)}'.");
}
