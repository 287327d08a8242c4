using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Storage;

/// <summary>What every kind of database does.</summary>
public abstract class JobStoreTests : IAsyncLifetime
{
    private const string Kind = "kind";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private JobStore _jobs = null!;

    /// <summary>By what the database is reached; null for a file.</summary>
    protected abstract Task<string?> ConnectAsync();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(await ConnectAsync());
        _jobs = new JobStore(_database.Database, _time);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _database.DisposeAsync();
    }

    [Fact]
    public async Task Jobs_are_taken_by_priority_and_then_in_the_order_they_came_none_before_its_time()
    {
        await AddAsync("late", notBefore: _time.GetUtcNow().AddSeconds(1));
        await AddAsync("first");
        await AddAsync("second");
        await AddAsync("urgent", priority: -1);

        Assert.Equal(["urgent", "first", "second"], await TakeAllAsync("a"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["late"], await TakeAllAsync("a"));
    }

    [Fact]
    public async Task Of_one_kind_and_key_there_is_one_job_that_is_not_over()
    {
        var job = await AddAsync("key");
        Assert.Equal(job.Id, (await AddAsync("key")).Id);

        await _jobs.EndAsync((await TakeAsync("a"))!, JobState.Done, "done");
        Assert.NotEqual(job.Id, (await AddAsync("key")).Id);
    }

    [Fact]
    public async Task Many_servers_that_take_at_once_get_each_job_once()
    {
        for (var i = 0; i < 20; i++)
        {
            await AddAsync($"{i}");
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(server => TakeAllAsync($"{server}")));
        Assert.Equal(20, taken.Sum(keys => keys.Count));
        Assert.Equal(20, taken.SelectMany(keys => keys).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Job_of_a_silent_server_is_another_ones_when_its_lease_is_over()
    {
        await AddAsync("key");
        var first = (await TakeAsync("a"))!;
        _time.Advance(Lease / 2);
        Assert.True(await _jobs.RenewAsync(first, Lease));
        _time.Advance(Lease / 2);
        Assert.Null(await TakeAsync("b"));

        _time.Advance(Lease);
        var second = (await TakeAsync("b"))!;
        Assert.Equal(2, second.Attempts);

        // Who was silent has lost it, whatever it says now.
        Assert.False(await _jobs.RenewAsync(first, Lease));
        await _jobs.EndAsync(first, JobState.Dead, "late");
        Assert.Equal(JobState.Running, (await _jobs.FindAsync(first.Id))!.State);
    }

    [Fact]
    public async Task Killed_server_has_its_own_jobs_again_at_once_and_no_others()
    {
        await AddAsync("mine");
        await AddAsync("theirs");
        await TakeAsync("a");
        await TakeAsync("b");

        await _jobs.ReclaimAsync("a");
        Assert.Equal(["mine"], await TakeAllAsync("a"));
    }

    [Fact]
    public async Task Attempt_that_is_given_back_is_not_counted_and_a_failed_one_is()
    {
        await AddAsync("key");
        await _jobs.PutBackAsync((await TakeAsync("a"))!, _time.GetUtcNow(), "stopped", counts: false);
        await _jobs.PutBackAsync((await TakeAsync("a"))!, _time.GetUtcNow(), "failed", counts: true);

        Assert.Equal(2, (await TakeAsync("a"))!.Attempts);
    }

    [Fact]
    public async Task Job_that_is_called_off_is_taken_from_who_does_it()
    {
        await AddAsync("key");
        var job = (await TakeAsync("a"))!;
        await _jobs.CancelAsync(Kind, "key");

        Assert.False(await _jobs.RenewAsync(job, Lease));
        Assert.Equal(JobState.Cancelled, (await _jobs.FindAsync(job.Id))!.State);
        Assert.Null(await _jobs.NextAsync(Kind));
    }

    [Fact]
    public async Task Dead_job_is_done_again_only_where_its_like_is_not_under_way()
    {
        await AddAsync("key");
        var dead = (await TakeAsync("a"))!;
        await _jobs.EndAsync(dead, JobState.Dead, "why");
        var other = await AddAsync("key");
        Assert.False(await _jobs.ReviveAsync(dead.Id));
        Assert.False(await _jobs.ReviveAsync(other.Id));

        await _jobs.CancelAsync(Kind, "key");
        Assert.True(await _jobs.ReviveAsync(dead.Id));
        Assert.Equal(1, (await TakeAsync("a"))!.Attempts);
    }

    [Fact]
    public async Task Jobs_of_a_session_go_with_it_and_others_when_they_are_old()
    {
        await AddAsync("of the session", session: TestDatabase.Session);
        await AddAsync("old");
        await AddAsync("new");
        var taken = await Task.WhenAll(TakeAsync("a"), TakeAsync("a"));
        await new SessionStore(_database.Database).DeleteAsync(TestDatabase.Session);
        await _jobs.EndAsync(taken.Single(job => job?.Key == "old")!, JobState.Done, null);
        _time.Advance(TimeSpan.FromDays(2));
        await _jobs.EndAsync((await TakeAsync("a"))!, JobState.Done, null);
        await _jobs.DeleteEndedAsync(_time.GetUtcNow().AddDays(-1));

        Assert.Equal(["new"], (await _jobs.ListAsync(null, null, 10)).Select(job => job.Key));
    }

    [Fact]
    public async Task Next_one_is_due_when_its_time_comes_or_a_lease_ends()
    {
        Assert.Null(await _jobs.NextAsync(Kind));
        await AddAsync("later", notBefore: _time.GetUtcNow().AddHours(1));
        Assert.Equal(_time.GetUtcNow().AddHours(1), await _jobs.NextAsync(Kind));
        await AddAsync("now");
        await TakeAsync("a");
        Assert.Equal(_time.GetUtcNow() + Lease, await _jobs.NextAsync(Kind));
    }

    private Task<JobRow> AddAsync(string key, int priority = 0, DateTimeOffset? notBefore = null, string? session = null) =>
        _jobs.AddAsync(new JobRow
        {
            Kind = Kind,
            Key = key,
            Priority = priority,
            SessionId = session,
            CreatedAt = _time.GetUtcNow(),
            NotBefore = notBefore ?? _time.GetUtcNow(),
        });

    private Task<JobRow?> TakeAsync(string server) => _jobs.TakeAsync(Kind, server, Lease, except: []);

    private async Task<List<string>> TakeAllAsync(string server)
    {
        List<string> taken = [];
        while (await TakeAsync(server) is { } job)
        {
            taken.Add(job.Key);
        }

        return taken;
    }
}
