using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Editing;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary>What people change of a session's finals, live and after; see docs/correction.md.</summary>
internal static class CorrectionEndpoints
{
    private const string Replace = "replace";
    private const string Merge = "merge";
    private const int MaxMerged = 100;
    private const int MaxEdits = 1_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var storing = api.MapGroup("").AddEndpointFilter<RouteGroupBuilder, RoomFilter>();
        api.MapGet("/sessions/{id}/cues/{cueId}", GetAsync).RequireScope(KeyScope.View).WithSummary("One final, with its revision as ETag");
        storing.MapPatch("/sessions/{id}/cues/{cueId}", CorrectAsync).RequireScope(KeyScope.Edit)
            .WithSummary("A person corrects a final's text, times or speaker, or the text of its translation into language; "
                + "If-Match names the revision that is corrected");
        storing.MapDelete("/sessions/{id}/cues/{cueId}", DeleteAsync).RequireScope(KeyScope.Edit)
            .WithSummary("A person deletes a final: viewers get it as a cue with deleted: true");
        storing.MapPost("/sessions/{id}/cues", InsertAsync).RequireScope(KeyScope.Edit).WithSummary("A person makes a final");
        storing.MapPost("/sessions/{id}/cues/{cueId}/split", SplitAsync).RequireScope(KeyScope.Edit)
            .WithSummary("One final becomes two, at a time between two words");
        storing.MapPost("/sessions/{id}/cues/merge", MergeAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Several finals become one, which has the id of the earliest");
        storing.MapPost("/sessions/{id}/cues/replace", ReplaceAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Search and replace over all finals, as one step; fromSession does the session's replacements on what is there");
        storing.MapPost("/sessions/{id}/speakers/merge", MergeSpeakersAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Two voices were one: what from says in the transcript that is published, into says; as one step");
        storing.MapPost("/sessions/{id}/captions", TakeAsync).RequireScope(KeyScope.Edit).DisableAntiforgery()
            .WithSummary("A caption file (body, or part \"file\" of a form) in the place of all finals (mode=replace) or of those that it "
                + "covers (mode=merge), as one step");
        storing.MapPost("/sessions/{id}/undo", UndoAsync).RequireScope(KeyScope.Edit).WithSummary("Takes the last step of editing back");
        storing.MapPost("/sessions/{id}/redo", RedoAsync).RequireScope(KeyScope.Edit).WithSummary("Does again what was taken back last");
        api.MapGet("/sessions/{id}/edits", ListAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Steps of editing, newest first: what, when, and by which key");
        api.MapDelete("/sessions/{id}/edits", ForgetAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Forgets what was there before all steps of editing, which cannot be taken back then");
    }

    private static Task<IResult> GetAsync(
        HttpContext context, string id, string cueId, FinalStore finals, TranslationStore translations, TranslatedCueIds ids,
        string? language = null) => RunAsync(id, async () =>
        {
            var named = await ids.OfAsync(id, cueId, language);
            return (await new EditableCues(id, finals, translations).FindAsync([named])).FirstOrDefault() is { Deleted: false } cue
                ? TypedResults.Ok(CueTags.Tag(context.Response, cue))
                : Problems.Of(404, "cue_not_found", $"Session '{CaptionText.Shown(id)}' has no final cue '{CaptionText.Shown(named)}'.");
        });

    private static Task<IResult> CorrectAsync(
        HttpContext context, string id, string cueId, CorrectCueRequest request, SessionChanges changes, TranslatedCueIds ids,
        string? language = null) => RunAsync(id, async () =>
        {
            if (request is { Text: null, Start: null, End: null, Speaker: null })
            {
                throw new EditRefusedException(
                    400, "text_invalid", $"Send text, of 1 to {CueRules.MaxText} characters, start, end or speaker.");
            }

            var change = new CueChange(request.Text is null ? null : TextOf(request.Text), request.Start, request.End, request.Speaker);
            var version = CueTags.Read(context.Request, await ids.OfAsync(id, cueId, language))[0];
            return Shown(context, await changes.EditCuesAsync(id, cues => cues.CorrectAsync(version, change, By(context))));
        });

    private static Task<IResult> DeleteAsync(
        HttpContext context, string id, string cueId, SessionChanges changes, string? language = null) =>
        RunAsync(id, async () =>
        {
            if (language is { Length: > 0 })
            {
                throw new EditRefusedException(
                    400, "language_invalid", "A translation is not deleted by itself: correct it, or take the correction back with undo.");
            }

            var version = CueTags.Read(context.Request, cueId)[0];
            return await changes.EditCuesAsync(id, cues => cues.DeleteAsync(version, By(context))) is null
                ? null
                : TypedResults.NoContent();
        });

    private static Task<IResult> InsertAsync(HttpContext context, string id, InsertCueRequest request, SessionChanges changes) =>
        RunAsync(id, async () =>
        {
            if (request.Language is { } language && !LanguageTag.IsOne(language))
            {
                throw new EditRefusedException(400, "language_invalid", "language is a BCP 47 tag, such as en or en-US.");
            }

            var cue = new NewCue(
                TextOf(request.Text), request.Start ?? double.NaN, request.End ?? double.NaN,
                request.Speaker is "" ? null : request.Speaker, request.Language);
            return await changes.EditCuesAsync(id, cues => cues.InsertAsync(cue, By(context))) is { } made
                ? TypedResults.Created($"/api/sessions/{id}/cues/{made.Id}", CueTags.Tag(context.Response, made))
                : null;
        });

    private static Task<IResult> SplitAsync(
        HttpContext context, string id, string cueId, SplitCueRequest request, SessionChanges changes) => RunAsync(id, async () =>
        {
            var version = CueTags.Read(context.Request, cueId)[0];
            return await changes.EditCuesAsync(id, cues => cues.SplitAsync(version, request.At ?? double.NaN, By(context))) is { } parts
                ? TypedResults.Ok(parts.Cues)
                : null;
        });

    private static Task<IResult> MergeAsync(HttpContext context, string id, MergeCuesRequest request, SessionChanges changes) =>
        RunAsync(id, async () =>
        {
            if (request.Ids is not { Count: >= 2 and <= MaxMerged } ids || ids.Any(one => one is null)
                || ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
            {
                throw new EditRefusedException(400, "ids_invalid", $"ids names 2 to {MaxMerged} different cues.");
            }

            var versions = CueTags.Read(context.Request, ids);
            return Shown(context, await changes.EditCuesAsync(id, cues => cues.MergeAsync(versions, By(context))));
        });

    private static Task<IResult> ReplaceAsync(
        HttpContext context, string id, ReplaceInCuesRequest request,
        SessionChanges changes, TimeProvider time) => RunAsync(id, async () =>
        {
            if (request.FromSession == true)
            {
                return Shown(await changes.EditCuesAsync(id, cues => cues.ReplaceAsSessionAsync(By(context))));
            }

            var search = Search(request, time);
            return Shown(await changes.EditCuesAsync(id, cues => cues.ReplaceAsync(search, By(context))));
        });

    private static Task<IResult> MergeSpeakersAsync(
        HttpContext context, string id, MergeSpeakersRequest request, SessionChanges changes) => RunAsync(id, async () =>
            Shown(await changes.EditCuesAsync(
                id, cues => cues.MergeSpeakersAsync(request.From ?? "", request.Into ?? "", By(context)))));

    private static Task<IResult> TakeAsync(
        HttpContext context, string id, SessionDirectory directory, SessionChanges changes,
        string mode = Replace, string? format = null) => RunAsync(id, async () =>
        {
            if (mode is not (Replace or Merge))
            {
                throw new EditRefusedException(
                    400, "mode_invalid",
                    $"mode is {Replace} (the file is all there is then) or {Merge} (it takes the place of what it covers).");
            }

            if (await directory.FindAsync(id) is null)
            {
                return null;
            }

            var file = await CaptionUpload.ReadAsync(context.Request, format, context.RequestAborted);
            return Shown(await changes.EditCuesAsync(id, cues => cues.TakeAsync(file, replacesAll: mode == Replace, By(context))));
        });

    private static Task<IResult> UndoAsync(HttpContext context, string id, SessionChanges changes) =>
        RunAsync(id, async () => Shown(await changes.EditCuesAsync(id, cues => cues.UndoAsync(By(context)))));

    private static Task<IResult> RedoAsync(string id, SessionChanges changes) =>
        RunAsync(id, async () => Shown(await changes.EditCuesAsync(id, cues => cues.RedoAsync())));

    private static async Task<Results<Ok<List<EditView>>, ProblemHttpResult>> ListAsync(
        string id, SessionDirectory directory, EditStore edits) =>
        await directory.FindAsync(id) is null
            ? Problems.NoSession(id)
            : TypedResults.Ok((await edits.ListAsync(id, MaxEdits)).ConvertAll(EditView.From));

    private static Task<IResult> ForgetAsync(string id, SessionChanges changes) => RunAsync(id, async () =>
        await changes.EditCuesAsync<object>(id, async cues =>
        {
            await cues.ForgetAsync();
            return cues;
        }) is null ? null : TypedResults.NoContent());

    /// <summary>Answers what was refused as the problem that it is.</summary>
    /// <param name="edit">Gives null where there is no such session.</param>
    internal static async Task<IResult> RunAsync(string id, Func<Task<IResult?>> edit)
    {
        try
        {
            return await edit() ?? Problems.NoSession(id);
        }
        catch (EditRefusedException refused)
        {
            return refused.Newer is { } newer
                ? Problems.Of(refused.Status, refused.Code, refused.Message, ("cue", newer))
                : Problems.Of(refused.Status, refused.Code, refused.Message);
        }
    }

    /// <summary>Who does it: the key or token that they hold.</summary>
    internal static string By(HttpContext context) => CallerPrincipal.Of(context.User).KeyId ?? "this machine";

    private static IResult? Shown(HttpContext context, Cue? cue) =>
        cue is null ? null : TypedResults.Ok(CueTags.Tag(context.Response, cue));

    private static IResult? Shown<T>(T? result)
        where T : class => result is null ? null : TypedResults.Ok(result);

    private static TextSearch Search(ReplaceInCuesRequest request, TimeProvider time)
    {
        var options = request.ToOptions()
            ?? throw new EditRefusedException(400, "find_invalid", "find has 1 to 1000 characters, and replace at most 1000.");
        try
        {
            return new TextSearch(options, time);
        }
        catch (CueRewritingException fault)
        {
            throw new EditRefusedException(400, fault.Code, fault.Message);
        }
    }

    private static string TextOf(string? given)
    {
        var text = CaptionText.Clean(given ?? "");
        CueRules.RequireText(text);
        return text;
    }
}
