using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>Refusals as OpenAI's clients read them: <c>{"error": {message, type, param, code}}</c>.</summary>
internal static class OpenAiRefusals
{
    public static RefusalShape Shape { get; } = new((_, problem) =>
        Of(
            problem.Status ?? StatusCodes.Status500InternalServerError,
            problem.Extensions.TryGetValue("code", out var code) ? code as string : null, problem.Detail ?? problem.Title ?? ""));

    public static object Of(Refusal refusal) => Of(refusal.Status, refusal.Code, refusal.Detail);

    private static object Of(int status, string? code, string message) => new
    {
        error = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["message"] = message,
            ["type"] = TypeOf(status),
            ["param"] = null,
            ["code"] = status == StatusCodes.Status401Unauthorized ? "invalid_api_key" : code,
        },
    };

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        >= StatusCodes.Status500InternalServerError => "server_error",
        _ => "invalid_request_error",
    };
}
