using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Limits;

/// <summary>
/// How often a client may begin to watch, by whatever way: each time it gets a page of what was said, which is much for a few bytes.
/// As many at once as it may have viewers; so a room that comes in together, or again after a restart, comes in.
/// </summary>
public sealed class WatchStarts(ClientAddress clients, IOptions<LimitOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _starts = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        client => RateLimitPartition.GetTokenBucketLimiter(
            client, _ => RequestLimits.Bucket(options.Value.WatchStartsPerMinute, options.Value.WatchesPerAddress)));

    /// <summary>When somebody who began too often may again.</summary>
    public TimeSpan Wait => TimeSpan.FromMinutes(1d / options.Value.WatchStartsPerMinute);

    /// <returns>False when it is too often.</returns>
    public bool TryTake(IPAddress? address)
    {
        if (clients.Of(address) is not { } client)
        {
            return true;
        }

        using var lease = _starts.AttemptAcquire(client);
        return lease.IsAcquired;
    }

    public void Dispose() => _starts.Dispose();
}
