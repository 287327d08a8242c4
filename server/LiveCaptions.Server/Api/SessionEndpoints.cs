using LiveCaptions.Server.Access;
using LiveCaptions.Server.Chat;
using LiveCaptions.Server.Import;
using LiveCaptions.Server.Import.Live;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Retention;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/sessions</c>: create, list, look at, finish, delete.</summary>
public static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sessions", CreateAsync).RequireScope(KeyScope.Publish).WithSummary("Creates a session");
        api.MapGet("/sessions", ListAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Sessions, newest first, in some states (state=live,finished), made from an instant on or before one (from, to); "
                + "the Link header leads to the next page");
        api.MapGet("/sessions/{id}", GetAsync).RequireScope(KeyScope.View).WithSummary("One session");
        api.MapPatch("/sessions/{id}", ChangeAsync).RequireScope(KeyScope.Edit).WithSummary(
            "Changes title, public, keyterms, replacements or maxDelay, or says that all of the transcript is corrected; taken back, "
            + "public ends for those who watch by it within seconds");
        api.MapPost("/sessions/{id}/finish", FinishAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Ends a session; 202 where the last finals take longer");
        api.MapDelete("/sessions/{id}", DeleteAsync).RequireScope(KeyScope.Edit).WithSummary("Deletes a session and its files");
    }

    private static async Task<Results<Created<CreatedSession>, ProblemHttpResult>> CreateAsync(
        HttpContext context,
        SessionMaker maker,
        RtmpHost rtmp,
        TokenIssuer tokens,
        CreateSessionRequest? request = null)
    {
        var (row, key, refusal) = await maker.MakeAsync(request ?? new CreateSessionRequest(), CallerPrincipal.Of(context.User));
        if (row is null)
        {
            return Problems.Of(refusal!, context);
        }

        var token = await tokens.CreateForMakerAsync(row.Id);
        return TypedResults.Created(
            $"/api/sessions/{row.Id}",
            SessionAddresses.Describe(SessionView.From(row, cueCount: 0), key, token.Token, context.Request, rtmp));
    }

    private static async Task<Results<Ok<IReadOnlyList<SessionView>>, ProblemHttpResult>> ListAsync(
        HttpContext context, SessionDirectory directory, [AsParameters] SessionPage page)
    {
        if (page.FindFault() is { } fault)
        {
            return Problems.Of(400, fault.Code, fault.Detail);
        }

        SessionRow? behind = null;
        if (page.Before is not null && (behind = await directory.FindAsync(page.Before)) is null)
        {
            return Problems.NoSession(page.Before);
        }

        var sessions = await directory.ListAsync(page.Size, behind, page.Filter);
        if (sessions.Count == page.Size)
        {
            context.Response.Headers.Link = page.LinkBehind("/api/sessions", sessions[^1].Id);
        }

        return TypedResults.Ok(sessions);
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> GetAsync(
        string id, SessionDirectory directory, ChatEndpoint chat) =>
        await directory.ViewAsync(id) is { } session
            ? TypedResults.Ok(chat.IsSetUp ? session with { Asks = true } : session)
            : Problems.NoSession(id);

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> ChangeAsync(
        string id, ChangeSessionRequest request, SessionDirectory directory, SessionChanges changes)
    {
        if (SessionRequestRules.FindFault(request) is { } fault)
        {
            return Problems.Of(400, fault.Code, fault.Detail);
        }

        if (request.Corrected is true && await directory.FindAsync(id) is { } row && FindObstacle(row) is { } obstacle)
        {
            return obstacle;
        }

        var session = await changes.ChangeAsync(id, row =>
        {
            row.Title = request.Title is null ? row.Title : NewSession.TitleOf(request.Title);
            row.IsPublic = request.Public ?? row.IsPublic;
            row.Settings = request.Change(SessionSettings.FromJson(row.Settings)).ToJson();
        });
        session = request.Corrected is { } corrected ? await changes.MarkCorrectedAsync(id, corrected) : session;
        return session is null ? Problems.NoSession(id) : TypedResults.Ok(session);
    }

    /// <summary>Nobody can say that a transcript is right which is still being made.</summary>
    private static ProblemHttpResult? FindObstacle(SessionRow row) =>
        !row.State.IsOver()
            ? Problems.Of(409, "session_not_over", "The session is not over: corrected can be said of its transcript once it has ended.")
            : row.Publishing is PublishingState.Waiting or PublishingState.Running
                ? Problems.Of(409, "publishing_under_way", "The transcript for publishing is still being made: look at that one first.")
                : null;

    private static async Task<Results<Ok<SessionView>, Accepted<SessionView>, ProblemHttpResult>> FinishAsync(
        string id, SessionDirectory directory, ImportQueue imports, LivePulls pulls, CancellationToken cancellationToken)
    {
        var finishing = directory.FinishAsync(id, cancellationToken);
        await imports.CancelAsync(id);
        pulls.Cancel(id);
        return await finishing switch
        {
            null => Problems.NoSession(id),
            { State: SessionState.Live or SessionState.Finishing } session => TypedResults.Accepted($"/api/sessions/{id}", session),
            { } session => TypedResults.Ok(session),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, SessionDirectory directory, ImportQueue imports, LivePulls pulls, DatabaseUpkeep upkeep)
    {
        pulls.Cancel(id);
        if (!await directory.DeleteAsync(id))
        {
            return Problems.NoSession(id);
        }

        await imports.CancelAsync(id);
        await upkeep.RewriteIfSmallAsync();
        return TypedResults.NoContent();
    }
}
