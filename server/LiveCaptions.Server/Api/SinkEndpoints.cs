using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Live.Sinks;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/sessions/{id}/sinks</c>: where a session's captions go besides its viewers.</summary>
internal static class SinkEndpoints
{
    private const int MaxSinks = 8;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions/{id}/sinks", ListAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Where the captions go besides viewers, and how it stands with each");
        api.MapGet("/sessions/{id}/sinks/{sinkId}", GetAsync).RequireScope(KeyScope.Admin).WithSummary("One live sink");
        api.MapPut("/sessions/{id}/sinks/{sinkId}", PutAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Sends captions to YouTube Live or OBS; sets a sink up anew");
        api.MapDelete("/sessions/{id}/sinks/{sinkId}", DeleteAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Ends a live sink and forgets its secrets");
    }

    private static async Task<Results<Ok<IReadOnlyList<SinkView>>, ProblemHttpResult>> ListAsync(
        string id, SessionDirectory directory, LiveSinks sinks) =>
        await directory.FindAsync(id) is null ? Problems.NoSession(id) : TypedResults.Ok(await sinks.ListAsync(id));

    private static async Task<Results<Ok<SinkView>, ProblemHttpResult>> GetAsync(
        string id, string sinkId, SessionDirectory directory, LiveSinks sinks)
    {
        if (await directory.FindAsync(id) is null)
        {
            return Problems.NoSession(id);
        }

        return await sinks.FindAsync(id, sinkId) is { } sink ? TypedResults.Ok(sink) : NoSink(id, sinkId);
    }

    private static async Task<Results<Ok<SinkView>, Created<SinkView>, ProblemHttpResult>> PutAsync(
        string id, string sinkId, SinkRequest request, SessionDirectory directory,
        LiveSinks sinks, SinkConnections connections, SinkStore store, TimeProvider time)
    {
        if (!SinkRequestRules.IsId(sinkId))
        {
            return Problems.Of(400, "sink_id_invalid", "The id of a sink has 1 to 40 letters, digits, '-' and '_'.");
        }

        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var (sink, isNew, fault) = await sinks.PutAsync(
            id, sinkId, stored => FindFaultAsync(request, id, sinkId, stored, directory, connections),
            before => SetUpAsync(request, before, id, sinkId, now, store));
        if (fault is not null)
        {
            return fault;
        }

        return isNew ? TypedResults.Created($"/api/sessions/{id}/sinks/{sinkId}", sink) : TypedResults.Ok(sink);
    }

    private static async Task<ProblemHttpResult?> FindFaultAsync(
        SinkRequest request, string id, string sinkId, List<SinkRow> stored, SessionDirectory directory, SinkConnections connections)
    {
        if (await directory.ViewAsync(id) is not { } session)
        {
            return Problems.NoSession(id);
        }

        if (session.State.IsOver())
        {
            return Problems.Of(409, "session_ended", $"Session '{id}' has ended: there is nothing to send any more.");
        }

        if (SinkRequestRules.FindFault(request, stored.Find(s => s.Id == sinkId), connections.IsListed) is { } fault)
        {
            return Problems.Of(400, fault.Code, fault.Detail);
        }

        return stored.Count(s => s.Id != sinkId) >= MaxSinks
            ? Problems.Of(409, "too_many_sinks", $"A session has at most {MaxSinks} sinks.")
            : null;
    }

    private static async Task<SinkRow> SetUpAsync(
        SinkRequest request, SinkRow? before, string id, string sinkId, DateTimeOffset now, SinkStore store)
    {
        var row = SinkRequestRules.Apply(request, before, id, sinkId, now);
        if (row.Type == SinkType.YouTube && request.Seq is null)
        {
            row.NextPost = Math.Max(row.NextPost, await store.NextPostAsync(row.Address));
        }

        return row;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, string sinkId, SessionDirectory directory, LiveSinks sinks)
    {
        if (await directory.FindAsync(id) is null)
        {
            return Problems.NoSession(id);
        }

        return await sinks.DeleteAsync(id, sinkId) ? TypedResults.NoContent() : NoSink(id, sinkId);
    }

    private static ProblemHttpResult NoSink(string id, string sinkId) =>
        Problems.Of(404, "sink_not_found", $"Session '{id}' has no sink '{CaptionText.Shown(sinkId)}'.");
}
