using LiveCaptions.Server.Basics;

namespace LiveCaptions.Server.Storage;

/// <summary>For what has to be stored, however long that takes.</summary>
internal static class StorageRetry
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait behind so many failures.</summary>
    public static TimeSpan WaitAfter(int failures) => Backoff.After(failures, First, Random.Shared.NextDouble(), Longest);

    /// <summary>
    /// Writes until it is stored. A write that failed may be there all the same, so it has to be one that can be repeated.
    /// </summary>
    /// <param name="onFault">Told of each failure.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task UntilStoredAsync(
        Func<Task> write, TimeProvider time, Action<StorageFault>? onFault, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await write();
                return;
            }
            catch (StorageException exception)
            {
                onFault?.Invoke(exception.Fault);
            }

            await Task.Delay(WaitAfter(failures), time, cancellationToken);
        }
    }
}
