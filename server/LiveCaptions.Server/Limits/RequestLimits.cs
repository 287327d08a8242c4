using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Limits;

/// <summary>
/// The limits of HTTP requests, each of a client and of all: how many requests there are a minute, and by <see cref="LimitKind"/>
/// how many last at once, or come a minute.
/// </summary>
internal sealed class RequestLimits(ClientAddress clients, IOptions<LimitOptions> options) : IDisposable
{
    /// <summary>All together may do so many times as much a minute as one.</summary>
    private const int All = 10;

    private const int SecondsPerMinute = 60;

    private readonly List<PartitionedRateLimiter<HttpContext>> _parts = [];

    public PartitionedRateLimiter<HttpContext> Create()
    {
        Add<IPAddress>(context => OfClient(context, client => PerMinute(client, options.Value.RequestsPerMinute)));
        Add<IPAddress>(_ => PerMinute(IPAddress.Any, options.Value.RequestsPerMinute * All));
        Add<(LimitKind, IPAddress)>(context => OfKind(
            (LimitTable.Of(context), clients.Of(context) ?? IPAddress.None), isExempt: clients.Of(context) is null, perClient: true));
        Add<(LimitKind, IPAddress)>(context => OfKind((LimitTable.Of(context), IPAddress.Any), isExempt: false, perClient: false));
        return PartitionedRateLimiter.CreateChained([.. _parts]);
    }

    public void Dispose() => _parts.ForEach(part => part.Dispose());

    private void Add<TKey>(Func<HttpContext, RateLimitPartition<TKey>> partition)
        where TKey : notnull => _parts.Add(PartitionedRateLimiter.Create(partition));

    private RateLimitPartition<IPAddress> OfClient(HttpContext context, Func<IPAddress, RateLimitPartition<IPAddress>> limit) =>
        clients.Of(context) is { } client ? limit(client) : RateLimitPartition.GetNoLimiter(IPAddress.None);

    private RateLimitPartition<(LimitKind Kind, IPAddress Client)> OfKind(
        (LimitKind Kind, IPAddress Client) key, bool isExempt, bool perClient)
    {
        var limits = options.Value;
        return isExempt ? RateLimitPartition.GetNoLimiter(key) : key.Kind switch
        {
            LimitKind.Watch => AtOnce(key, perClient ? limits.WatchesPerAddress : limits.Watches),
            LimitKind.Export => AtOnce(key, perClient ? limits.ExportsPerAddress : limits.Exports),
            LimitKind.Import => AtOnce(key, perClient ? limits.ImportsPerAddress : limits.Imports),
            LimitKind.Create => PerMinute(key, limits.CreationsPerMinute * (perClient ? 1 : All)),
            LimitKind.Publish => PerMinute(key, limits.OffersPerMinute * (perClient ? 1 : All)),
            _ => RateLimitPartition.GetNoLimiter(key),
        };
    }

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
