using System.Globalization;
using System.Threading.RateLimiting;
using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Limits;

/// <summary>What somebody is told who asks for too much.</summary>
internal static partial class LimitRefusal
{
    /// <summary>Seconds, where nobody knows when there is room.</summary>
    private const int Soon = 10;

    /// <param name="lease">What was not given.</param>
    public static Task RejectAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(Soon);
        return AnswerAsync(context, DetailOf(LimitTable.Of(context)), wait);
    }

    /// <summary>429 with Retry-After, and one line in the log.</summary>
    public static Task AnswerAsync(HttpContext context, string detail, TimeSpan wait)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LimitRefusal).FullName!);
        LogRefused(logger, context.Connection.RemoteIpAddress, context.Request.Method, context.Request.Path);
        context.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "too_many_requests", detail).ExecuteAsync(context);
    }

    private static string DetailOf(LimitKind kind) => kind switch
    {
        LimitKind.Watch => "As many watch from your address, or in all, as may. Try again later.",
        LimitKind.Export => "As many caption files are on their way to your address, or in all, as may. Try again when one is there.",
        LimitKind.Import => "As many files are on their way from your address, or in all, as may. Try again when one is here.",
        LimitKind.Create => "Your address has made as much as it may for now. Try again later.",
        LimitKind.Publish => "Your address has asked to publish as often as it may for now. Try again later.",
        _ => "Your address has asked as often as it may for now. Try again later.",
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Refused, too many: {Client} {Method} {Path}")]
    private static partial void LogRefused(ILogger logger, System.Net.IPAddress? client, string method, string path);
}
