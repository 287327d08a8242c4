using System.Collections.Concurrent;
using System.Threading.Channels;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Import;

/// <summary>
/// Runs imports: one per core, the others wait in the order they came. What a stopped or killed server left goes on when the engine is there.
/// </summary>
public sealed partial class ImportQueue(
    SessionDirectory directory,
    LoadedEngine loaded,
    ImportRun run,
    ImportProgress progress,
    TimeProvider time,
    IOptions<ImportOptions> options,
    IOptions<StorageOptions> storage,
    ILogger<ImportQueue> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly Channel<string> _waiting = Channel.CreateUnbounded<string>(); // bounded by MaxWaiting, at the door
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _working = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Whether another import has to be refused.</summary>
    public bool IsFull => _waiting.Reader.Count >= options.Value.MaxWaiting;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = RunAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The session's turn will come.</summary>
    public void Add(string sessionId)
    {
        progress.Set(sessionId, new ImportStatus("Waiting for its turn"));
        _jobs.TryAdd(sessionId, CancellationTokenSource.CreateLinkedTokenSource(_stop.Token));
        _waiting.Writer.TryWrite(sessionId);
    }

    /// <summary>Nothing more is fetched or read for the session; how it ends is the directory's.</summary>
    public void Cancel(string sessionId)
    {
        if (_jobs.TryGetValue(sessionId, out var job))
        {
            job.Cancel();
        }
    }

    /// <summary>For a session that is deleted: waits until nothing more is fetched or read for it, and deletes what that left.</summary>
    public async Task EndAsync(string sessionId)
    {
        Cancel(sessionId);
        if (_working.TryGetValue(sessionId, out var work))
        {
            await work.WaitAsync(LongestEnd, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        SessionFiles.DeleteImports(storage.Value, sessionId);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        await loaded.Ready.WaitAsync(_stop.Token);
        await TakeUpAsync();
        var count = options.Value.Concurrency is > 0 and var set ? set : Environment.ProcessorCount;
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(WorkAsync)));
    }

    private async Task TakeUpAsync()
    {
        var left = await directory.ListImportsAsync();
        foreach (var row in left.Where(row => !_jobs.ContainsKey(row.Id) && ImportSource.FromJson(row.Import) is { Live: false }))
        {
            Add(row.Id);
        }

        // Uploads that were cut off by a kill, and files of imports that ended with it.
        foreach (var file in Directory.EnumerateFiles(storage.Value.ImportsDirectory).Where(file => !_jobs.ContainsKey(Path.GetFileName(file).Split('.')[0])))
        {
            File.Delete(file);
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var id in _waiting.Reader.ReadAllAsync(_stop.Token))
        {
            try
            {
                await (_working[id] = RunAsync(id, _jobs[id]));
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested)
            {
                // The next one has its turn all the same.
                LogFailed(logger, exception, id);
            }
            finally
            {
                _working.TryRemove(id, out _);
            }
        }
    }

    private async Task RunAsync(string id, CancellationTokenSource job)
    {
        try
        {
            await run.RunAsync(id, job.Token);
        }
        catch (OperationCanceledException) when (job.IsCancellationRequested)
        {
            // Ended by a person, or the server stops.
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, id);
            await directory.FailAsync(id, SessionEndReason.SourceUnreadable, "The import failed for a reason of the server's own; its log has it.");
        }

        // Not where the server stops: the next one goes on with the file.
        if (!_stop.IsCancellationRequested && (job.IsCancellationRequested || await IsOverAsync(id)))
        {
            Forget(id);
        }
    }

    private async Task<bool> IsOverAsync(string id) => (await directory.FindAsync(id))?.State.IsOver() ?? true;

    private void Forget(string id)
    {
        progress.Remove(id);
        SessionFiles.DeleteImports(storage.Value, id);
        if (_jobs.TryRemove(id, out var job))
        {
            job.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: its import failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string session);
}
