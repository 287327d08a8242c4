using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Retention;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Hosting;

/// <summary>
/// Brings the server up: the database, the models, then the sessions that a stopped server left. Until it is done
/// the server answers, but takes no publisher.
/// </summary>
public sealed partial class EngineLoader(
    CaptionDatabase database,
    DatabaseUpkeep upkeep,
    LoadedEngine loaded,
    SessionDirectory directory,
    StreamLoad load,
    EnginePool pool,
    IHostApplicationLifetime lifetime,
    ILogger<EngineLoader> logger) : IHostedService
{
    private readonly CancellationTokenSource _stop = new();
    private Task? _stopping;
    private Task _loading = Task.CompletedTask;
    private DatabaseClaim? _claim;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _claim = await database.ClaimAsync(cancellationToken);
        _ = StopWhenLostAsync(_claim.Lost);
        await database.PrepareAsync(cancellationToken);

        // Publishers are told while the web server still waits for their connections to end.
        lifetime.ApplicationStopping.Register(() => _stopping = directory.StopAsync());

        // Not before the addresses are bound: a failure to load then stops a server that stands, and is told as what it is.
        lifetime.ApplicationStarted.Register(() => _loading = Task.Run(() => LoadAsync(_stop.Token), CancellationToken.None));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (_stopping ?? directory.StopAsync());
        await pool.DisposeAsync();
        await loaded.DisposeAsync();
        if (_claim is not null)
        {
            await _claim.DisposeAsync();
        }
    }

    /// <summary>What another server has taken up goes on there.</summary>
    private async Task StopWhenLostAsync(Task lost)
    {
        await lost;
        var reason = new IOException("Another LiveCaptions server took the database while this one could not reach it; this one stops.");
        LogLost(logger, reason.Message);
        loaded.MarkFailed(reason);
        lifetime.StopApplication();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var keeping = upkeep.StartAsync();
            var engine = await loaded.LoadAsync(pool.ToLoadFirst(), cancellationToken);
            var (provider, factor, streams) = engine.Capacity;
            LogLoaded(logger, engine.Recognizer.Name, provider, factor, load.MaxStreams(engine), streams);
            await keeping;
            await directory.RecoverAsync(engine);
            loaded.MarkReady();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server was stopped while it was starting.
        }
        catch (Exception exception)
        {
            if (exception is not (ModelMissingException or ModelPullException or EngineUnavailableException or InvalidDataException))
            {
                LogFailed(logger, exception);
            }

            loaded.MarkFailed(exception);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Engine {Engine} on {Provider}: real-time factor {Factor:F3}, takes {Limit} live streams at once (measured: {Measured})")]
    private static partial void LogLoaded(ILogger logger, string engine, string provider, double factor, int limit, int measured);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason}")]
    private static partial void LogLost(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The speech engine could not be loaded; the server stops")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
