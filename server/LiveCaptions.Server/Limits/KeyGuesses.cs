using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Limits;

/// <summary>
/// Counts keys that open nothing, by who shows them. Who has shown too many is not listened to for a while; those behind the same address
/// whose keys were right before are.
/// </summary>
public sealed class KeyGuesses(ClientAddress clients, IOptions<LimitOptions> options) : IDisposable
{
    /// <summary>Keys that are remembered; when there are more, all are forgotten, and remembered again when they are used.</summary>
    private const int Remembered = 10_000;

    private readonly PartitionedRateLimiter<IPAddress> _wrong = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        client => RateLimitPartition.GetTokenBucketLimiter(client, _ => RequestLimits.Bucket(options.Value.WrongKeysPerMinute)));

    private readonly ConcurrentDictionary<UInt128, bool> _right = new();

    /// <summary>How long somebody has to wait who showed too many wrong keys.</summary>
    public TimeSpan Wait => TimeSpan.FromMinutes(1d / options.Value.WrongKeysPerMinute);

    /// <returns>False when the key is not even to be looked at.</returns>
    public bool MayTry(IPAddress? address, string key)
    {
        if (clients.Of(address) is not { } client || _right.ContainsKey(Digest(client, key)))
        {
            return true;
        }

        // A lease of nothing would be given for a part of a permit.
        return _wrong.GetStatistics(client) is not { CurrentAvailablePermits: 0 };
    }

    /// <summary>The key was wrong.</summary>
    public void CountWrong(IPAddress? address)
    {
        if (clients.Of(address) is { } client)
        {
            _wrong.AttemptAcquire(client).Dispose();
        }
    }

    /// <summary>The key was right.</summary>
    public void Remember(IPAddress? address, string key)
    {
        if (clients.Of(address) is not { } client)
        {
            return;
        }

        if (_right.Count >= Remembered)
        {
            _right.Clear();
        }

        _right[Digest(client, key)] = true;
    }

    public void Dispose() => _wrong.Dispose();

    private static UInt128 Digest(IPAddress client, string key) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{client} {key}")));
}
