using System.Text;
using LiveCaptions.Server.Refusals;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Ingest.Whip;

/// <summary>The body of a WHIP request: of the right type, and never more of it in memory than is allowed.</summary>
internal static class SdpBody
{
    public static async Task<(string? Text, Refusal? Refusal)> ReadAsync(HttpRequest request, string type, int limit)
    {
        if (!HasType(request, type))
        {
            return (null, new Refusal(415, "content_type_wrong", $"Content-Type has to be {type}."));
        }

        // To the limit and a little more, whatever the length was said to be.
        using var body = new MemoryStream();
        var buffer = new byte[8_192];
        int read;
        while (body.Length <= limit && (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            await body.WriteAsync(buffer.AsMemory(0, read));
        }

        return body.Length > limit
            ? (null, new Refusal(413, "too_large", $"A session description has at most {limit} bytes."))
            : (Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length), null);
    }

    private static bool HasType(HttpRequest request, string type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var given)
        && given.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}
