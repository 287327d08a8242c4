using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>Refusals as Deepgram's clients read them: <c>err_code</c>, <c>err_msg</c>, <c>request_id</c>.</summary>
internal static class DeepgramRefusals
{
    public static RefusalShape Shape { get; } = new((context, problem) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["err_code"] = CodeOf(problem.Status),
        ["err_msg"] = problem.Detail ?? problem.Title,
        ["request_id"] = context.TraceIdentifier,
        ["code"] = problem.Extensions.TryGetValue("code", out var code) ? code : null,
    });

    private static string CodeOf(int? status) => status switch
    {
        StatusCodes.Status400BadRequest => "INVALID_QUERY_PARAMETER",
        StatusCodes.Status401Unauthorized => "INVALID_AUTH",
        StatusCodes.Status403Forbidden => "INSUFFICIENT_PERMISSIONS",
        StatusCodes.Status413PayloadTooLarge => "PAYLOAD_TOO_LARGE",
        StatusCodes.Status429TooManyRequests => "TOO_MANY_REQUESTS",
        >= StatusCodes.Status500InternalServerError => "SERVICE_UNAVAILABLE",
        _ => "BAD_REQUEST",
    };
}
