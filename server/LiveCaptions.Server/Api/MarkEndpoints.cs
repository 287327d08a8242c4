using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary>
/// <c>/api/sessions/{id}/marks</c>: places to find again. They are part of the session, so who watches is told by its <c>session</c>
/// message.
/// </summary>
internal static class MarkEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var storing = api.MapGroup("").AddEndpointFilter<RouteGroupBuilder, RoomFilter>();
        api.MapGet("/sessions/{id}/marks", ListAsync).RequireScope(KeyScope.View)
            .WithSummary("Places that somebody marked, in order of time");
        storing.MapPost("/sessions/{id}/marks", AddAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Marks a place, of a session that goes on where its sound is now, with a word or without");
        storing.MapPatch("/sessions/{id}/marks/{markId}", SayAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Changes what a mark says; an empty text takes it away");
        api.MapDelete("/sessions/{id}/marks/{markId}", DeleteAsync).RequireScope(KeyScope.Edit).WithSummary("Takes a mark away");
    }

    private static async Task<Results<Ok<IReadOnlyList<Mark>>, ProblemHttpResult>> ListAsync(string id, SessionDirectory directory) =>
        await directory.ViewAsync(id) is { } session ? TypedResults.Ok(session.Marks ?? []) : Problems.NoSession(id);

    private static async Task<Results<Created<Mark>, ProblemHttpResult>> AddAsync(
        string id, SessionDirectory directory, SessionChanges changes, MarkRequest? request = null)
    {
        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        var (at, text) = (request?.At ?? (session.State.IsOver() ? null : session.Duration), TextOf(request?.Text));
        if (at is null or < 0 || at > session.Duration || text.Length > SessionMarks.LongestText)
        {
            return Problems.Of(400, "mark_invalid", $"at lies between 0 and the session's length, {session.Duration:0.###} s, and may be "
                + $"left out only while it goes on; text has up to {SessionMarks.LongestText} characters.");
        }

        var mark = new Mark(SessionMarks.CreateId(), Math.Round(at.Value, 3), text.Length > 0 ? text : null);
        var changed = await changes.ChangeAsync(id, row => row.Marks = SessionMarks.FromJson(row.Marks).With(mark).ToJson());
        return changed is null ? Problems.NoSession(id)
            : changed.Marks?.Contains(mark) == true ? TypedResults.Created($"/api/sessions/{id}/marks/{mark.Id}", mark)
            : Problems.Of(409, "too_many_marks", $"Session '{id}' has {SessionMarks.Most} marks. Delete some.");
    }

    private static async Task<Results<Ok<Mark>, ProblemHttpResult>> SayAsync(
        string id, string markId, MarkRequest request, SessionChanges changes)
    {
        var text = TextOf(request.Text);
        if (text.Length > SessionMarks.LongestText || request.At is not null)
        {
            return Problems.Of(
                400, "mark_invalid", $"text has up to {SessionMarks.LongestText} characters; where a mark is does not change.");
        }

        var changed = await changes.ChangeAsync(id, row =>
            row.Marks = SessionMarks.FromJson(row.Marks).Saying(markId, text.Length > 0 ? text : null).ToJson());
        return changed is null ? Problems.NoSession(id)
            : Find(changed, markId) is { } mark ? TypedResults.Ok(mark)
            : NoMark(id, markId);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, string markId, SessionDirectory directory, SessionChanges changes)
    {
        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        if (Find(session, markId) is null)
        {
            return NoMark(id, markId);
        }

        await changes.ChangeAsync(id, row => row.Marks = SessionMarks.FromJson(row.Marks).Without(markId).ToJson());
        return TypedResults.NoContent();
    }

    private static Mark? Find(SessionView session, string markId) => session.Marks?.FirstOrDefault(mark => mark.Id == markId);

    private static ProblemHttpResult NoMark(string id, string markId) =>
        Problems.Of(404, "mark_not_found", $"Session '{id}' has no mark '{CaptionText.Shown(markId)}'.");

    private static string TextOf(string? text) => CaptionText.Clean(text ?? "");
}
