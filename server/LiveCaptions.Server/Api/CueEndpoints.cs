using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Live;
using LiveCaptions.Server.Publishing;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary>
/// A session's cues: to page through, to follow, to download; and names for who says them. Correcting them is for
/// <see cref="CorrectionEndpoints"/>.
/// </summary>
public static class CueEndpoints
{
    private const int MaxLabel = 100;

    private const string PublishingName = "publishing";
    private const string LanguageMissing = "language_not_there";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions/{id}/cues", ListAsync).RequireScope(KeyScope.View).WithSummary(
            "Finals in order of seq, behind a seq (after) or the newest ones, or those before one (before); "
                + "language is a translation instead, languages adds some; the Link header leads on");
        api.MapGet("/sessions/{id}/events", (HttpContext context, string id, EventStream events) => events.HandleAsync(context, id))
            .RequireScope(KeyScope.View).WithSummary("Live cues as Server-Sent Events; Last-Event-ID resumes");
        api.MapPatch("/sessions/{id}/speakers/{speakerId}", RenameSpeakerAsync)
            .RequireScope(KeyScope.Edit).WithSummary("A person renames a speaker");
        api.MapGet("/sessions/{id}/captions.{format}", ExportAsync).RequireScope(KeyScope.View)
            .WithSummary("What there is now as a caption file: version is live or publishing, which is taken once it is there; "
                + "language is one that it is translated into; "
                + "emotion=marks marks how it is said, speakers, placement, music, note and frameRate are options of formats");
    }

    private static async Task<Results<Ok<List<Cue>>, ProblemHttpResult>> ListAsync(
        HttpContext context, string id, SessionDirectory directory, FinalStore finals,
        CaptionLanguages languages, AccessControl access, [AsParameters] CueQuery query)
    {
        if (query.Limit is < 1 or > CueQuery.MaxPage)
        {
            return Problems.Of(400, "limit_invalid", $"limit goes from 1 to {CueQuery.MaxPage}.");
        }

        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        var (asked, status, fault) = await query.ReadAsync(session, languages);
        if (status != 0)
        {
            return Problems.Of(status, status == 404 ? LanguageMissing : "languages_invalid", fault);
        }

        await access.AllowForeignPagesAsync(context, id, session.Public);
        context.Response.Headers.AccessControlExposeHeaders = "Link";
        var (after, limit, rest) = (query.After, query.Limit, query.Rest);
        if (query.Before is not { } before)
        {
            var page = await finals.ReadAsync(id, after, limit, languages: asked);
            context.Response.Headers.Link = LinksOf(
                id, limit, rest,
                older: after > 0 ? $"before={after + 1}" : null, newer: page.Count == limit ? $"after={page[^1].Seq}" : null);
            return TypedResults.Ok(page);
        }

        var (cues, more) = await finals.ReadNewestAsync(id, after, before, limit, languages: asked);
        var behind = after > 0 ? $"&after={after}" : "";
        context.Response.Headers.Link = LinksOf(
            id, limit, rest,
            older: more ? $"before={cues[0].Seq}{behind}" : null, newer: $"after={(cues.Count > 0 ? cues[^1].Seq : before - 1)}");
        return TypedResults.Ok(cues);
    }

    /// <summary>RFC 8288; null where it leads nowhere.</summary>
    private static string? LinksOf(string id, int limit, string rest, string? older, string? newer)
    {
        string?[] links =
        [
            older is null ? null : $"</api/sessions/{id}/cues?{older}&limit={limit}{rest}>; rel=\"prev\"",
            newer is null ? null : $"</api/sessions/{id}/cues?{newer}&limit={limit}{rest}>; rel=\"next\"",
        ];
        return string.Join(", ", links.Where(link => link is not null)) is { Length: > 0 } joined ? joined : null;
    }

    private static async Task<Results<Ok<SessionSpeaker>, ProblemHttpResult>> RenameSpeakerAsync(
        string id, string speakerId, RenameSpeakerRequest request, SessionChanges changes)
    {
        if (CaptionText.Clean(request.Label ?? "") is not { Length: > 0 and <= MaxLabel } label)
        {
            return Problems.Of(400, "label_invalid", $"label has 1 to {MaxLabel} characters.");
        }

        return await changes.RenameSpeakerAsync(id, speakerId, label) is { } speaker
            ? TypedResults.Ok(speaker)
            : Problems.Of(404, "speaker_not_found", $"Session '{id}' has no speaker '{CaptionText.Shown(speakerId)}'.");
    }

    private static async Task<IResult> ExportAsync(
        HttpContext context, string id, string format, SessionDirectory directory, CaptionDocuments documents,
        CaptionDownload download, IEnumerable<ICueFormat> formats, PublishingProfiles profiles,
        CaptionLanguages languages, [AsParameters] ExportQuery query)
    {
        if (formats.FirstOrDefault(f => f.Extension.Equals(format, StringComparison.OrdinalIgnoreCase)) is not { } writer)
        {
            return Problems.Of(
                404, "format_unknown",
                $"There is no format '{CaptionText.Shown(format)}'. There are: {string.Join(", ", formats.Select(f => f.Extension))}.");
        }

        if (query.Emotion is not (null or EmotionMarks.Option))
        {
            return Problems.Of(
                400, "emotion_invalid",
                $"emotion={EmotionMarks.Option} marks how it is said; there is no emotion={CaptionText.Shown(query.Emotion)}.");
        }

        var (options, fault) = query.Read(profiles);
        if (options is null)
        {
            return Problems.Of(400, "option_invalid", fault!);
        }

        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        if (VersionOf(query.Version, session) is not { } version)
        {
            return query.Version == PublishingName
                ? Problems.Of(404, "version_not_there", $"Session '{id}' has no transcript for publishing: "
                    + $"its second pass is {session.Publishing?.ToString().ToLowerInvariant() ?? "not begun"}.")
                : Problems.Of(
                    400, "version_invalid", $"version is live or publishing; there is no version={CaptionText.Shown(query.Version!)}.");
        }

        var (language, missing) = query.Language is { Length: > 0 } asked
            ? await languages.FindAsync(session, asked)
            : (FinalRow.AsSaid, null);
        return language is null ? Problems.Of(404, LanguageMissing, missing!) : await download.OfAsync(
            writer, () => documents.ReadAsync(session, writer, version, marksEmotions: query.Emotion is not null, options, language),
            context.RequestAborted);
    }

    /// <returns>Null where it is not there, or no version at all.</returns>
    private static CaptionVersion? VersionOf(string? asked, SessionView session) => asked switch
    {
        null => session.Published,
        "live" => CaptionVersion.Live,
        PublishingName when session.Published == CaptionVersion.Publishing => CaptionVersion.Publishing,
        _ => null,
    };
}
