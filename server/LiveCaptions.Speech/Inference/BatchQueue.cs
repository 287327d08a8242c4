namespace LiveCaptions.Speech.Inference;

/// <summary>
/// Work that is cheaper done together. Whoever's turn comes takes along others that wait, the earliest first; nobody waits for a batch to
/// fill. What is done must not depend on what it is done with.
/// </summary>
/// <param name="most">Items in a batch.</param>
/// <param name="run">Does the work on a worker, and gives each item its result. Items that have none when it returns
/// or throws have failed.</param>
internal sealed class BatchQueue<TInput, TResult>(
    InferenceScheduler scheduler, int most, Action<IReadOnlyList<BatchItem<TInput, TResult>>> run)
{
    /// <summary>Background work lets what else is due in this time go first, so that more of it gathers.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(30);

    private readonly List<BatchItem<TInput, TResult>> _waiting = [];

    public InferenceScheduler Scheduler => scheduler;

    /// <summary>
    /// Does the work when its turn has come, or another's that takes it along. Once it is being done, its end has to be waited for.
    /// </summary>
    public async Task<TResult> RunAsync(TInput input, InferenceTurn turn, CancellationToken cancellationToken)
    {
        var later = turn.Kind == InferenceClass.Live ? turn : turn with { Deadline = turn.Deadline + Gathering.Ticks };
        using var item = new BatchItem<TInput, TResult>(input, turn, cancellationToken);
        lock (_waiting)
        {
            _waiting.Add(item);
        }

        try
        {
            await scheduler.RunAsync(() => RunWith(item), later, item.Waiting);
        }
        catch (Exception) when (!Withdraw(item))
        {
            // Another's turn came first and took it along.
        }

        return await item.Result;
    }

    private bool RunWith(BatchItem<TInput, TResult> first)
    {
        var batch = Take(first);
        try
        {
            run(batch);
            batch.ForEach(item => item.Fail(new InvalidOperationException("A batch left this out.")));
        }
        catch (OperationCanceledException)
        {
            batch.ForEach(item => item.Cancel());
        }
        catch (Exception e)
        {
            batch.ForEach(item => item.Fail(e));
        }

        return true;
    }

    /// <returns>Nothing where others have taken the first.</returns>
    private List<BatchItem<TInput, TResult>> Take(BatchItem<TInput, TResult> first)
    {
        lock (_waiting)
        {
            if (!_waiting.Remove(first))
            {
                return [];
            }

            List<BatchItem<TInput, TResult>> batch = [first, .. Companions(first.Turn.Kind)];
            foreach (var companion in batch.Skip(1))
            {
                _waiting.Remove(companion);
                companion.Take();
            }

            return batch;
        }
    }

    /// <summary>
    /// Those that wait for nobody do not slow down one that somebody waits for. While there are streams in the foreground, batches in the
    /// background are half as large, so that a worker is free again sooner.
    /// </summary>
    private IEnumerable<BatchItem<TInput, TResult>> Companions(InferenceClass kind) => _waiting
        .Where(w => w.Turn.Kind <= kind && !w.Cancelled.IsCancellationRequested)
        .OrderBy(w => w.Turn.Kind)
        .ThenBy(w => w.Turn.Deadline)
        .Take((kind != InferenceClass.Live && scheduler.HasForeground ? most / 2 : most) - 1)
        .ToList();

    private bool Withdraw(BatchItem<TInput, TResult> item)
    {
        lock (_waiting)
        {
            return _waiting.Remove(item);
        }
    }
}
