using System.Collections.Concurrent;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Access;

/// <summary>
/// Those who are watching now, and what lets them. Looks every few seconds whether it still does: keys are revoked by another process,
/// expire, and sessions stop being public.
/// </summary>
public sealed partial class AccessLeases(
    KeyStore keys, TokenStore tokens, SessionStore sessions, OpenMode open,
    TimeProvider time, IOptions<AccessOptions> options, ILogger<AccessLeases> logger)
    : BackgroundService
{
    private readonly ConcurrentDictionary<AccessLease, WatchGrant> _leases = new();
    private bool _failing;

    /// <summary>To be disposed when the watching ends by itself.</summary>
    public AccessLease Take(WatchGrant grant)
    {
        var lease = new AccessLease(ended => _leases.TryRemove(ended, out _));
        _leases[lease] = grant;
        return lease;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RecheckSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CheckAsync();
                _failing = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException && !_failing)
            {
                _failing = true;
                LogFailed(logger, exception.Message);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Told already; the next look may succeed.
            }
        }
    }

    private async Task CheckAsync()
    {
        if (_leases.IsEmpty)
        {
            return;
        }

        var leases = _leases.ToArray();
        var now = time.GetUtcNow();
        var ids = leases.Select(lease => lease.Value.Caller?.KeyId).OfType<string>().ToHashSet();
        var valid = new HashSet<string>([.. await keys.ListValidAsync(ids, now), .. await tokens.ListValidAsync(ids, now)]);
        var publicOnes = await sessions.ListPublicAsync(
            [.. leases.Where(lease => lease.Value.Caller is null).Select(lease => lease.Value.SessionId).Distinct()]);
        var isOpen = await open.HoldsAsync();
        foreach (var (lease, grant) in leases)
        {
            if (!(grant.ByOpenMode ? isOpen
                : grant.Caller is { } caller ? valid.Contains(caller.KeyId!)
                : publicOnes.Contains(grant.SessionId)))
            {
                lease.End();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether those who watch still may cannot be told now: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
