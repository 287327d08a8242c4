using System.Globalization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions.Editing;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Api;

/// <summary>Revisions of cues as entity tags: <c>"3"</c>.</summary>
internal static class CueTags
{
    /// <returns>The cues with the revisions that the header says, one for each; without one where there is
    /// no header, or <c>*</c>.</returns>
    /// <exception cref="EditRefusedException">The header says something else.</exception>
    public static IReadOnlyList<CueVersion> Read(HttpRequest request, params IReadOnlyList<string> cueIds)
    {
        var tags = request.Headers.IfMatch;
        if (tags.Count == 0)
        {
            return [.. cueIds.Select(id => new CueVersion(id))];
        }

        var given = EntityTagHeaderValue.TryParseList(tags, out var parsed) ? parsed : [];
        if (given is [{ Tag: { Value: "*" } }])
        {
            return [.. cueIds.Select(id => new CueVersion(id))];
        }

        return given.Count == cueIds.Count
            ? [.. cueIds.Zip(given, (id, tag) => new CueVersion(id, RevisionOf(tag)))]
            : throw Invalid();
    }

    /// <summary>Says which revision an answer shows.</summary>
    public static Cue Tag(HttpResponse response, Cue cue)
    {
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{cue.Revision}\"");
        return cue;
    }

    private static int RevisionOf(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw Invalid();

    private static EditRefusedException Invalid() =>
        new(400, "if_match_invalid", "If-Match is the revision of the cue in quotes, such as \"3\"; to merge, one for each id.");
}
