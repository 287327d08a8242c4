using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Jobs;

/// <summary><c>/api/jobs</c>: the server's work that survives it.</summary>
internal static class JobEndpoints
{
    private const int MaxPage = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/jobs", ListAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Jobs, newest first: of a kind, in a state; before is the id of the last one of the page before");
        api.MapPost("/jobs/{id:long}/retry", RetryAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Has a dead or cancelled job done after all");
    }

    private static async Task<Results<Ok<IReadOnlyList<JobView>>, ProblemHttpResult>> ListAsync(
        JobStore store, JobQueue queue, string? kind = null, string? state = null, int limit = 100, long before = long.MaxValue)
    {
        JobState? wanted = null;
        if (state is not null)
        {
            if (!Enum.TryParse<JobState>(state, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed) || int.TryParse(state, out _))
            {
                return Problems.Of(400, "state_invalid", "state is waiting, running, done, cancelled or dead.");
            }

            wanted = parsed;
        }

        if (limit is < 1 or > MaxPage)
        {
            return Problems.Of(400, "limit_invalid", $"limit is 1 to {MaxPage}.");
        }

        var rows = await store.ListAsync(kind, wanted, limit, before);
        return TypedResults.Ok<IReadOnlyList<JobView>>(rows.ConvertAll(row => JobView.Of(row, queue)));
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> RetryAsync(long id, JobStore store, JobQueue queue)
    {
        if (await store.FindAsync(id) is not { } row)
        {
            return Problems.Of(404, "job_not_found", $"There is no job {id}.");
        }

        return await queue.ReviveAsync(id) && await store.FindAsync(id) is { } now
            ? TypedResults.Ok(JobView.Of(now, queue))
            : Problems.Of(409, "job_not_over", $"Job {id} is {row.State.ToString().ToLowerInvariant()}: only a dead or cancelled one whose "
                + "like is not under way is done again.");
    }
}
