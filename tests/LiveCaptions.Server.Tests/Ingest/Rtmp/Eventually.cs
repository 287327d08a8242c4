namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>For what another thread is about to do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<T> SucceedsAsync<T>(Func<Task<T>> attempt)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (Exception) when (!giveUp.IsCancellationRequested)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }

    public static Task HoldsAsync(Func<bool> fact) =>
        SucceedsAsync(() => fact() ? Task.FromResult(true) : throw new TimeoutException("It did not come true."));
}
