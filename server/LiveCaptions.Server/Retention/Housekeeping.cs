using LiveCaptions.Server.Engine;

namespace LiveCaptions.Server.Retention;

/// <summary>Once the server is ready and then every hour: deletes what is too old, and what deletions left in the database file.</summary>
public sealed partial class Housekeeping(
    RetentionSweep sweep, DatabaseUpkeep upkeep, LoadedEngine loaded, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        if (!await loaded.WaitAsync(stoppingToken))
        {
            return;
        }

        do
        {
            await RunAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await sweep.RunAsync(stoppingToken);
            await upkeep.RewriteWhenCalmAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(logger, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention: {Reason}; it is tried again within the hour")]
    private static partial void LogFailed(ILogger logger, string reason);
}
