using System.Text;
using LiveCaptions.Server.Refusals;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Web;

/// <summary>
/// A body that cannot be read is the client's fault, whoever finds that out: letters in an encoding that nobody knows, broken
/// chunks, more than was said, too much.
/// </summary>
internal sealed class BodyFaults(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!KnowsCharset(context.Request.ContentType))
        {
            await Problems.Of(415, "charset_unknown", "Content-Type names an encoding that is not known here. Send UTF-8.")
                .ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await Problems.Of(fault.StatusCode, "body_unreadable", fault.Message).ExecuteAsync(context);
        }
    }

    private static bool KnowsCharset(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue)
        {
            return true;
        }

        try
        {
            return Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(type.Charset).Value!) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
