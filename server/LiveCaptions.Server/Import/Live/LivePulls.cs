using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Import.Live;

/// <summary>
/// The live streams that this server pulls. What a stopped or killed server left is pulled again when the engine is there.
/// </summary>
public sealed partial class LivePulls(SessionDirectory directory, LoadedEngine loaded, LivePullContext around, ILogger<LivePulls> logger)
    : IHostedService, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (CancellationTokenSource Stop, Task Running)> _pulls = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Task _takingUp = Task.CompletedTask;

    /// <summary>Those that are pulled, or waited for.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _pulls.Count;
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _takingUp = TakeUpAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _takingUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] running;
        lock (_lock)
        {
            running = [.. _pulls.Values.Select(pull => pull.Running)];
        }

        await Task.WhenAll(running);
    }

    /// <summary>Begins to pull for a session.</summary>
    public void Add(string sessionId, ImportSource source)
    {
        lock (_lock)
        {
            if (!_pulls.ContainsKey(sessionId))
            {
                var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                _pulls[sessionId] = (stop, Task.Run(() => RunAsync(sessionId, source, stop), CancellationToken.None));
            }
        }
    }

    /// <summary>Nothing more is pulled for the session; how it ends is the directory's.</summary>
    public void Cancel(string sessionId)
    {
        lock (_lock)
        {
            if (_pulls.TryGetValue(sessionId, out var pull))
            {
                pull.Stop.Cancel();
            }
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task TakeUpAsync()
    {
        await loaded.Ready.WaitAsync(_stop.Token);
        foreach (var row in await directory.ListImportsAsync())
        {
            if (row.State != SessionState.Finishing && ImportSource.FromJson(row.Import) is { Live: true } source)
            {
                Add(row.Id, source);
            }
        }
    }

    private async Task RunAsync(string id, ImportSource source, CancellationTokenSource stop)
    {
        try
        {
            await new LivePull(id, source, around).RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ended by a person, or the server stops.
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, id);
            await directory.FailAsync(
                id, SessionEndReason.SourceUnreadable, "Pulling the stream failed for a reason of the server's own; its log has it.");
        }
        finally
        {
            lock (_lock)
            {
                _pulls.Remove(id);
                stop.Dispose();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: pulling its stream failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string session);
}
