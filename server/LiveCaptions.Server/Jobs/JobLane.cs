using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Jobs;

/// <summary>Does the jobs of one kind, as many at once as it allows, in the order of their priorities.</summary>
internal sealed partial class JobLane(IJobKind kind, JobStore store, JobQueue queue, JobOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Jobs that another server adds are seen so late.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StorageWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken stop)
    {
        if (await PrepareAsync(stop))
        {
            await Task.WhenAll(Enumerable.Range(0, kind.Concurrency).Select(_ => Task.Run(() => WorkAsync(stop), stop)));
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken stop)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await kind.PrepareAsync(stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                LogNotPrepared(logger, exception, kind.Name);
            }

            await Task.Delay(Backoff.After(failures, Soonest * 20, Random.Shared.NextDouble()), time, stop);
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (true)
        {
            var row = await NextAsync(stop);
            var run = queue.Begin(row, stop);
            try
            {
                await DoAsync(run, stop);
            }
            finally
            {
                queue.End(run);
            }
        }
    }

    private async Task<JobRow> NextAsync(CancellationToken stop)
    {
        for (var failures = 0; ;)
        {
            stop.ThrowIfCancellationRequested();
            var changed = queue.Changed;
            TimeSpan wait;
            try
            {
                if (await store.TakeAsync(kind.Name, options.Server, options.Lease, queue.Running) is { } job)
                {
                    return job;
                }

                wait = await store.NextAsync(kind.Name) is { } due ? due - time.GetUtcNow() : Poll;
                failures = 0;
            }
            catch (StorageException)
            {
                wait = StorageRetry.WaitAfter(++failures);
            }

            await changed.WaitAsync(wait < Soonest ? Soonest : wait > Poll ? Poll : wait, time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DoAsync(JobRun run, CancellationToken stop)
    {
        using var ended = new CancellationTokenSource();
        var lease = KeepLeaseAsync(run, ended.Token);
        var outcome = await AttemptAsync(run, stop);
        await ended.CancelAsync();
        await lease;
        if (outcome is null)
        {
            await GiveBackAsync(run.Row);
        }
        else
        {
            await SettleAsync(run.Row, outcome, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Null where the server stops.</returns>
    private async Task<JobOutcome?> AttemptAsync(JobRun run, CancellationToken stop)
    {
        if (run.Row.Attempts > kind.MaxAttempts)
        {
            return JobOutcome.Dead($"It was begun {run.Row.Attempts - 1} times and never came to an end: the server was stopped over it.");
        }

        try
        {
            return await kind.RunAsync(run);
        }
        catch (OperationCanceledException) when (run.Cancellation.IsCancellationRequested)
        {
            return stop.IsCancellationRequested ? null : JobOutcome.Cancelled;
        }
        catch (StorageException exception)
        {
            return JobOutcome.Park(StorageWait, exception.Message);
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, kind.Name, run.Row.Key);
            var wait = Backoff.After(run.Row.Attempts, FirstRetry, Random.Shared.NextDouble(), LongestRetry);
            return JobOutcome.Retry(wait, "It failed for a reason of the server's own; its log has it.");
        }
    }

    private async Task SettleAsync(JobRow row, JobOutcome outcome, CancellationToken stop)
    {
        if (outcome is { State: JobState.Waiting, Counts: true } && row.Attempts >= kind.MaxAttempts)
        {
            outcome = JobOutcome.Dead($"Tried {row.Attempts} times: {outcome.Message}");
        }

        if (outcome.State == JobState.Dead)
        {
            LogDead(logger, kind.Name, row.Key, outcome.Message);
            await kind.OnDeadAsync(row, outcome.Message!);
        }

        var next = time.GetUtcNow() + outcome.After;
        await StorageRetry.UntilStoredAsync(
            () => outcome.State == JobState.Waiting
                ? store.PutBackAsync(row, next, outcome.Message, outcome.Counts)
                : store.EndAsync(row, outcome.State, outcome.Message),
            time,
            onFault: null,
            stop);
        if (outcome.State is JobState.Done or JobState.Dead)
        {
            await StorageRetry.UntilStoredAsync(() => kind.OnOverAsync(row), time, onFault: null, stop);
        }
    }

    private async Task GiveBackAsync(JobRow row)
    {
        try
        {
            await store.PutBackAsync(row, time.GetUtcNow(), message: null, counts: false);
        }
        catch (StorageException)
        {
            // Reclaimed when this server starts again, or taken when the lease is over.
        }
    }

    private async Task KeepLeaseAsync(JobRun run, CancellationToken ended)
    {
        while (true)
        {
            await Task.Delay(options.Lease / 3, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (!await store.RenewAsync(run.Row, options.Lease))
                {
                    JobQueue.Cancel(run);
                    return;
                }
            }
            catch (StorageException)
            {
                // Tried again well before the lease is over.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Jobs of kind {Kind} cannot begin yet; it is tried again")]
    private static partial void LogNotPrepared(ILogger logger, Exception exception, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Kind} of {Key} failed and is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception, string kind, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Kind} of {Key} is given up: {Reason}")]
    private static partial void LogDead(ILogger logger, string kind, string key, string? reason);
}
