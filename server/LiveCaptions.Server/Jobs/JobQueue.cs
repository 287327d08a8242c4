using System.Collections.Concurrent;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Jobs;

/// <summary>Where jobs are added and called off. Thread-safe.</summary>
public sealed class JobQueue(JobStore store, TimeProvider time)
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<long, JobRun> _running = new();
    private TaskCompletionSource _changed = NewChange();

    /// <summary>Ids of the jobs that this server does.</summary>
    internal IReadOnlyCollection<long> Running => [.. _running.Keys];

    /// <summary>Completes when jobs may have to be done that had not before.</summary>
    internal Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Adds a job; where one of its kind and key is under way, that is all there is.</summary>
    /// <param name="kind">Name of the kind that does it.</param>
    /// <param name="key">What it is about.</param>
    /// <param name="payload">What the kind has to know; no secrets.</param>
    /// <param name="session">With which it is deleted.</param>
    /// <param name="priority">Lower ones go first.</param>
    /// <exception cref="StorageException">It could not be stored.</exception>
    public async Task<JobRow> AddAsync(
        string kind, string key, object? payload = null, string? session = null, int priority = 0, DateTimeOffset? notBefore = null)
    {
        var now = time.GetUtcNow();
        var job = await store.AddAsync(new JobRow
        {
            Kind = kind,
            Key = key,
            SessionId = session,
            Payload = JsonSerializer.Serialize(payload ?? new { }, CaptionJson.Options),
            Priority = priority,
            CreatedAt = now,
            NotBefore = notBefore ?? now,
        });
        Signal();
        return job;
    }

    /// <summary>Jobs of a kind that wait for their turn.</summary>
    public Task<int> CountWaitingAsync(string kind) => store.CountAsync(kind, JobState.Waiting);

    /// <summary>Calls a job off, and waits some seconds until nothing more is done for it here.</summary>
    public async Task CancelAsync(string kind, string key)
    {
        foreach (var run in _running.Values.Where(run => run.Row.Kind == kind && run.Row.Key == key))
        {
            Cancel(run);
            await run.Over.WaitAsync(LongestEnd, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await store.CancelAsync(kind, key);
    }

    /// <summary>Has a dead or cancelled job done after all.</summary>
    /// <returns>False where it is neither, or one of its kind and key is under way.</returns>
    public async Task<bool> ReviveAsync(long id)
    {
        var revived = await store.ReviveAsync(id);
        Signal();
        return revived;
    }

    /// <summary>What a job that runs here is doing; null where it does not, or does not say.</summary>
    public string? MessageOf(long id) => _running.TryGetValue(id, out var run) ? run.Message : null;

    internal JobRun Begin(JobRow row, CancellationToken stop) => _running[row.Id] = new JobRun(row, stop);

    internal void End(JobRun run)
    {
        _running.TryRemove(KeyValuePair.Create(run.Row.Id, run));
        run.Dispose();
        Signal();
    }

    internal static void Cancel(JobRun run)
    {
        try
        {
            run.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private void Signal() => Interlocked.Exchange(ref _changed, NewChange()).TrySetResult();

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
