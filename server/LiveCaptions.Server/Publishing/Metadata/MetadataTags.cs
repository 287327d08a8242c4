using LiveCaptions.Captions.Metadata;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>Revisions of what people wrote of a session's metadata, as entity tags.</summary>
internal static class MetadataTags
{
    /// <param name="seen">What the header names; null where there is none, or <c>*</c>.</param>
    /// <returns>False where the header is none.</returns>
    public static bool TryRead(HttpRequest request, out IReadOnlyList<string>? seen)
    {
        seen = null;
        if (request.Headers.IfMatch.Count == 0)
        {
            return true;
        }

        if (!EntityTagHeaderValue.TryParseList(request.Headers.IfMatch, out var tags))
        {
            return false;
        }

        seen = tags is [{ Tag.Value: "*" }]
            ? null
            : [.. tags.Where(tag => !tag.IsWeak).Select(tag => tag.Tag.AsSpan().Trim('"').ToString())];
        return true;
    }

    /// <summary>Says which revision an answer shows.</summary>
    public static SessionMetadata Tag(HttpResponse response, SessionMetadata metadata)
    {
        response.Headers.ETag = $"\"{metadata.Revision}\"";
        return metadata;
    }
}
