namespace LiveCaptions.Speech.Inference;

/// <summary>
/// Work that waits to be done together with others of its kind. Its result counts as soon as it is there, not when all are done.
/// </summary>
/// <param name="cancellationToken">Who does the work leaves this one out when it is cancelled.</param>
internal sealed class BatchItem<TInput, TResult>(TInput input, InferenceTurn turn, CancellationToken cancellationToken) : IDisposable
{
    private readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    public TInput Input => input;

    public InferenceTurn Turn => turn;

    public CancellationToken Cancelled => cancellationToken;

    /// <summary>Ends when somebody does the work, or nobody wants it any more.</summary>
    public CancellationToken Waiting => _waiting.Token;

    public Task<TResult> Result => _result.Task;

    public void Finish(TResult result) => _result.TrySetResult(result);

    public void Fail(Exception error) => _result.TrySetException(error);

    public void Cancel() =>
        _result.TrySetCanceled(cancellationToken.IsCancellationRequested ? cancellationToken : new CancellationToken(canceled: true));

    /// <summary>Its own turn is over: others have it.</summary>
    public void Take() => _waiting.Cancel();

    public void Dispose() => _waiting.Dispose();
}
