using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Jobs;

/// <summary>Does the jobs of all kinds, each kind's by itself.</summary>
public sealed class JobRunner(
    IEnumerable<IJobKind> kinds, JobStore store, JobQueue queue, IOptions<JobOptions> options, TimeProvider time, ILogger<JobRunner> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StorageRetry.UntilStoredAsync(() => store.ReclaimAsync(options.Value.Server), time, onFault: null, stoppingToken);
        await Task.WhenAll(kinds.Select(kind => new JobLane(kind, store, queue, options.Value, time, logger).RunAsync(stoppingToken)));
    }
}
