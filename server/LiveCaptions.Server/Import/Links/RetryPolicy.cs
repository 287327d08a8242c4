namespace LiveCaptions.Server.Import.Links;

/// <summary>Tries again what may go better later: after 1, 2, 4, … seconds, each shortened by up to a half at random so that many do not come at once.</summary>
public sealed class RetryPolicy(TimeProvider time, int attempts = 5, int longestSeconds = 30)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private readonly TimeSpan _longest = TimeSpan.FromSeconds(longestSeconds);

    /// <param name="work">Throws <see cref="TransientFetchException"/> where trying again may help.</param>
    /// <param name="hasProgressed">Whether the attempt brought something: then it counts as the first again.</param>
    public async Task RunAsync(Func<Task> work, Func<bool> hasProgressed, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; await Task.Delay(Wait(failures), time, cancellationToken))
        {
            try
            {
                await work();
                return;
            }
            catch (TransientFetchException e) when ((failures = hasProgressed() ? 1 : failures + 1) == attempts)
            {
                throw new Media.MediaReadException(e.Message, e);
            }
            catch (TransientFetchException)
            {
                // Waits above.
            }
        }
    }

    private TimeSpan Wait(int failures)
    {
        var longest = TimeSpan.FromTicks(Math.Min(_longest.Ticks, First.Ticks << Math.Min(failures - 1, 10)));
        return longest * (1 - (Random.Shared.NextDouble() / 2));
    }
}
