using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Limits;

/// <summary>
/// The limits of HTTP requests, each of a client and of all: how many requests there are a minute, and by <see cref="LimitKind"/>
/// how many last at once, or come a minute.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    /// <summary>All together may do so many times as much a minute as one.</summary>
    private const int All = 10;

    private const int SecondsPerMinute = 60;

    private readonly ClientAddress _clients;
    private readonly LimitOptions _limits;
    private readonly PartitionedRateLimiter<HttpContext>[] _parts;
    private readonly PartitionedRateLimiter<HttpContext> _chain;

    public RequestLimits(ClientAddress clients, IOptions<LimitOptions> options)
    {
        (_clients, _limits) = (clients, options.Value);
        _parts =
        [
            PartitionedRateLimiter.Create<HttpContext, IPAddress>(OfClient),
            PartitionedRateLimiter.Create<HttpContext, IPAddress>(_ => PerMinute(IPAddress.Any, _limits.RequestsPerMinute * All)),
            PartitionedRateLimiter.Create<HttpContext, (LimitKind, IPAddress)>(KindOfClient),
            PartitionedRateLimiter.Create<HttpContext, (LimitKind, IPAddress)>(
                context => OfKind((LimitTable.Of(context), IPAddress.Any), perClient: false)),
        ];
        _chain = PartitionedRateLimiter.CreateChained(_parts);
    }

    /// <summary>To be kept until the request is answered; what is not acquired is to be refused.</summary>
    public RateLimitLease Acquire(HttpContext context) => _chain.AttemptAcquire(context);

    public void Dispose()
    {
        _chain.Dispose();
        Array.ForEach(_parts, part => part.Dispose());
    }

    private RateLimitPartition<IPAddress> OfClient(HttpContext context) => _clients.Of(context) is { } client
        ? PerMinute(client, _limits.RequestsPerMinute)
        : RateLimitPartition.GetNoLimiter(IPAddress.None);

    private RateLimitPartition<(LimitKind Kind, IPAddress Client)> KindOfClient(HttpContext context) =>
        (LimitTable.Of(context), _clients.Of(context)) is (var kind, { } client)
            ? OfKind((kind, client), perClient: true)
            : RateLimitPartition.GetNoLimiter((LimitTable.Of(context), IPAddress.None));

    private RateLimitPartition<(LimitKind Kind, IPAddress Client)> OfKind((LimitKind Kind, IPAddress Client) key, bool perClient) =>
        key.Kind switch
        {
            LimitKind.Watch => AtOnce(key, perClient ? _limits.WatchesPerAddress : _limits.Watches),
            LimitKind.Export => AtOnce(key, perClient ? _limits.ExportsPerAddress : _limits.Exports),
            LimitKind.Analysis => AtOnce(key, perClient ? _limits.AnalysesPerAddress : _limits.Analyses),
            LimitKind.Import => AtOnce(key, perClient ? _limits.ImportsPerAddress : _limits.Imports),
            LimitKind.Create => PerMinute(key, _limits.CreationsPerMinute * (perClient ? 1 : All)),
            LimitKind.Publish => PerMinute(key, _limits.OffersPerMinute * (perClient ? 1 : All)),
            _ => RateLimitPartition.GetNoLimiter(key),
        };

    private static RateLimitPartition<T> AtOnce<T>(T key, int count) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = count });

    /// <summary>So many at once; who has used them up gets some back every second, or one when it is due.</summary>
    private static RateLimitPartition<T> PerMinute<T>(T key, int count) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(count));

    /// <param name="atOnce">Left out: as many as a minute brings.</param>
    internal static TokenBucketRateLimiterOptions Bucket(int perMinute, int? atOnce = null)
    {
        var tokens = Math.Max(1, perMinute / SecondsPerMinute);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = atOnce ?? perMinute,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromMinutes((double)tokens / perMinute),
        };
    }
}
