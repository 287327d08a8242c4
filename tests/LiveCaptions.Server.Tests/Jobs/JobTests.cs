using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Jobs;

public sealed class JobTests
{
    [Fact]
    public async Task Job_is_done_and_listed_with_what_came_of_it()
    {
        await using var server = await StartAsync(
            new ScriptedJob(job => Task.FromResult(JobOutcome.Done($"said {job.Read<Said>().Words}"))));
        await Queue(server).AddAsync(ScriptedJob.Kind, "key", new Said("hello"));

        var job = await UntilAsync(server, "done");
        Assert.Equal("said hello", job.GetProperty("message").GetString());
        Assert.Equal(1, job.GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Job_that_fails_again_and_again_is_dead_and_tells_why_until_a_person_has_it_done_again()
    {
        var works = false;
        var kind = new ScriptedJob(_ => Task.FromResult(works ? JobOutcome.Done() : JobOutcome.Retry(TimeSpan.Zero, "no luck")));
        await using var server = await StartAsync(kind);
        await Queue(server).AddAsync(ScriptedJob.Kind, "key");

        var job = await UntilAsync(server, "dead");
        Assert.Equal(3, job.GetProperty("attempts").GetInt32());
        Assert.Equal("Tried 3 times: no luck", await kind.Dead);
        Assert.Equal("Tried 3 times: no luck", job.GetProperty("message").GetString());

        works = true;
        using var retried = await server.Http.PostAsync($"/api/jobs/{job.GetProperty("id").GetInt64()}/retry", null);
        Assert.Equal(HttpStatusCode.OK, retried.StatusCode);
        await UntilAsync(server, "done");
        using var again = await server.Http.PostAsync($"/api/jobs/{job.GetProperty("id").GetInt64()}/retry", null);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task Job_is_parked_as_often_as_it_likes()
    {
        var times = 0;
        await using var server = await StartAsync(
            new ScriptedJob(_ => Task.FromResult(++times < 10 ? JobOutcome.Park(TimeSpan.Zero, "not now") : JobOutcome.Done())));
        await Queue(server).AddAsync(ScriptedJob.Kind, "key");

        Assert.Equal(1, (await UntilAsync(server, "done")).GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Stopped_server_gives_its_job_back_and_the_next_one_does_it()
    {
        var begun = new TaskCompletionSource();
        string copy;
        await using (var stopped = await StartAsync(Endless(begun)))
        {
            await Queue(stopped).AddAsync(ScriptedJob.Kind, "key");
            await begun.Task;
            await stopped.StopAsync();
            copy = stopped.CopyOfData();
        }

        await using var restarted = await StartAsync(new ScriptedJob(_ => Task.FromResult(JobOutcome.Done())), copy);
        Assert.Equal(1, (await UntilAsync(restarted, "done")).GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Killed_server_that_starts_again_does_its_job_at_once()
    {
        await using var again = await StartAsync(new ScriptedJob(_ => Task.FromResult(JobOutcome.Done())), await KilledOverJobAsync());
        Assert.Equal(2, (await UntilAsync(again, "done")).GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Job_that_servers_are_killed_over_is_not_begun_for_ever()
    {
        var kind = new ScriptedJob(_ => throw new InvalidOperationException("It must not be begun."), maxAttempts: 1);
        await using var again = await StartAsync(kind, await KilledOverJobAsync());

        Assert.Contains("never came to an end", await kind.Dead, StringComparison.Ordinal);
        await UntilAsync(again, "dead");
    }

    [Fact]
    public async Task Job_that_is_called_off_stops()
    {
        var begun = new TaskCompletionSource();
        await using var server = await StartAsync(Endless(begun));
        await Queue(server).AddAsync(ScriptedJob.Kind, "key");
        await begun.Task;
        await Queue(server).CancelAsync(ScriptedJob.Kind, "key");

        await UntilAsync(server, "cancelled");
    }

    [Fact]
    public async Task What_is_asked_for_in_the_last_moment_of_a_job_gets_another()
    {
        var times = 0;
        var kind = new ScriptedJob(_ => Task.FromResult(++times == 1 ? JobOutcome.Dead("no luck") : JobOutcome.Done()));
        await using var server = await StartAsync(kind);
        var swallowed = 0L;
        kind.Dying = async job => swallowed = (await Queue(server).AddAsync(ScriptedJob.Kind, job.Key)).Id;
        kind.Over = job => times == 1 ? Queue(server).AddAsync(ScriptedJob.Kind, job.Key) : Task.CompletedTask;
        var first = await Queue(server).AddAsync(ScriptedJob.Kind, "key");

        var done = await UntilAsync(server, "done");

        Assert.Equal(first.Id, swallowed);
        Assert.NotEqual(first.Id, done.GetProperty("id").GetInt64());
    }

    private static ScriptedJob Endless(TaskCompletionSource begun) => new(async job =>
    {
        begun.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, job.Cancellation);
        return JobOutcome.Done();
    });

    /// <returns>What a server left that was killed over its job.</returns>
    private static async Task<string> KilledOverJobAsync()
    {
        var begun = new TaskCompletionSource();
        await using var killed = await StartAsync(Endless(begun));
        await Queue(killed).AddAsync(ScriptedJob.Kind, "key");
        await begun.Task;
        return killed.CopyOfData();
    }

    private static Task<TestServer> StartAsync(ScriptedJob kind, string? copy = null) => TestServer.StartAsync(
        copy, configure: builder => builder.Services.AddSingleton<IJobKind>(kind));

    private static JobQueue Queue(TestServer server) => server.Services.GetRequiredService<JobQueue>();

    private static async Task<JsonElement> UntilAsync(TestServer server, string state)
    {
        JsonElement found = default;
        await server.UntilAsync(async () =>
        {
            var jobs = await server.Http.GetFromJsonAsync<JsonElement[]>($"/api/jobs?kind={ScriptedJob.Kind}&state={state}");
            return jobs is [var job, ..] && (found = job).ValueKind == JsonValueKind.Object;
        });
        return found;
    }

    private sealed record Said(string Words);
}
