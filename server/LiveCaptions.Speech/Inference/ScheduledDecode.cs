namespace LiveCaptions.Speech.Inference;

/// <summary>A decode that waits for its turn. It is cancelled at once until it begins; from then on its end has to be waited for.</summary>
internal sealed class ScheduledDecode<T>(Func<T> decode, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    public Task<T> Result => _result.Task;

    /// <summary>On a worker, when its turn has come; never throws.</summary>
    public void Run()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            CancelUnlessBegun();
            return;
        }

        if (!Begin())
        {
            return;
        }

        try
        {
            _result.TrySetResult(decode());
        }
        catch (OperationCanceledException e)
        {
            _result.TrySetCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            _result.TrySetException(e);
        }
    }

    public void CancelUnlessBegun()
    {
        if (Begin())
        {
            _result.TrySetCanceled(cancellationToken);
        }
    }

    private bool Begin() => Interlocked.Exchange(ref _begun, 1) == 0;
}
