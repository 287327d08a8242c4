using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Basics;

namespace LiveCaptions.Server.Import.Links;

/// <summary>Tries again what may go better later: after 1, 2, 4, … seconds, as <see cref="Backoff"/> has it.</summary>
/// <param name="longest">Wait that does not grow any more; null is <see cref="Backoff"/>'s.</param>
public sealed class RetryPolicy(TimeProvider time, int attempts = 5, TimeSpan? longest = null)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <param name="work">Throws <see cref="TransientFetchException"/> where trying again may help.</param>
    /// <param name="hasProgressed">Whether the attempt brought something: then it counts as the first again.</param>
    public async Task RunAsync(Func<Task> work, Func<bool> hasProgressed, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; await Task.Delay(
            Backoff.After(failures, First, Random.Shared.NextDouble(), longest), time, cancellationToken))
        {
            try
            {
                await work();
                return;
            }
            catch (TransientFetchException e) when ((failures = hasProgressed() ? 1 : failures + 1) == attempts)
            {
                throw new MediaReadException(e.Message, e);
            }
            catch (TransientFetchException)
            {
                // Waits above.
            }
        }
    }
}
