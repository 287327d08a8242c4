using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Import;

/// <summary>
/// Runs imports: one per core, the others wait in the order they came. What a stopped or killed server left
/// goes on when the engine is there.
/// </summary>
public sealed partial class ImportJob(
    SessionDirectory directory,
    LoadedEngine loaded,
    ImportRun run,
    ImportQueue queue,
    ImportProgress progress,
    TimeProvider time,
    IOptions<ImportOptions> options,
    IOptions<StorageOptions> storage,
    ILogger<ImportJob> logger) : IJobKind
{
    /// <summary>As jobs know it.</summary>
    public const string Kind = "import";

    public string Name => Kind;

    public int Concurrency => options.Value.Concurrency is > 0 and var set ? set : Environment.ProcessorCount;

    public int MaxAttempts => 20;

    public async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        // Before anything is taken in: what lies there is of a server before.
        var files = Directory.GetFiles(storage.Value.ImportsDirectory);
        if (!await loaded.WaitAsync(cancellationToken))
        {
            return false;
        }

        // A session is made before its job is: a server may have been killed between the two. Older servers had no jobs.
        var left = (await directory.ListImportsAsync()).FindAll(row => ImportSource.FromJson(row.Import) is { Live: false });
        foreach (var row in left)
        {
            await queue.AddAsync(row.Id);
        }

        // Uploads that were cut off by a kill, and files of imports that ended with it.
        var kept = left.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files.Where(file => !kept.Contains(Path.GetFileName(file).Split('.')[0])))
        {
            File.Delete(file);
        }

        return true;
    }

    public async Task<JobOutcome> RunAsync(JobRun job)
    {
        var id = job.Row.Key;
        try
        {
            await run.RunAsync(id, job.Cancellation);
        }
        catch (Exception exception) when (exception is not (StorageException or OperationCanceledException)
            || (exception is OperationCanceledException && !job.Cancellation.IsCancellationRequested))
        {
            LogFailed(logger, exception, id);
            await directory.FailAsync(
                id, SessionEndReason.SourceUnreadable, "The import failed for a reason of the server's own; its log has it.");
        }

        if (await directory.FindAsync(id) is { } row && !row.State.IsOver())
        {
            // Sessions are interrupted before jobs are, as the server stops: the next one goes on with the file.
            await Task.Delay(Timeout.InfiniteTimeSpan, time, job.Cancellation);
        }

        Forget(id);
        return JobOutcome.Done();
    }

    public async Task OnDeadAsync(JobRow job, string why)
    {
        await directory.FailAsync(job.Key, SessionEndReason.SourceUnreadable, $"The import is given up. {why}");
        Forget(job.Key);
    }

    private void Forget(string id)
    {
        progress.Remove(id);
        SessionFiles.DeleteImports(storage.Value, id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: its import failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string session);
}
