namespace LiveCaptions.Server.Publishing;

/// <summary>
/// Whoever goes through a whole session to tell something of it does so alone: that takes a core for up to seconds, and memory for all
/// of its captions.
/// </summary>
internal sealed class AnalysisTurn
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <exception cref="OperationCanceledException">Who asked is gone.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> analyse, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await analyse();
        }
        finally
        {
            _turn.Release();
        }
    }
}
