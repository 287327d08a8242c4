using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Retention;

/// <summary>
/// Deletes what is older than it is to be kept, one session after the other, each as <c>DELETE</c> does; and goes on with deletions that
/// a stopped server left in the middle. Sessions that have not ended are never touched.
/// </summary>
public sealed partial class RetentionSweep(
    SessionDirectory directory,
    SessionStore sessions,
    VoiceStore voices,
    JobStore jobs,
    UploadStore uploads,
    TimeProvider time,
    IOptions<RetentionOptions> options,
    IRecordingStore recordings,
    ILogger<RetentionSweep> logger)
{
    /// <exception cref="OperationCanceledException">The server stops; what is left is deleted next time.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var jobsEnd = time.GetUtcNow().AddDays(-options.Value.JobDays);
        await jobs.DeleteEndedAsync(jobsEnd);
        await uploads.DeleteDoneAsync(jobsEnd);
        await EachAsync("session", await sessions.ListDeletedAsync(), id => directory.DeleteAsync(id), cancellationToken);
        if (Before(options.Value.SessionDays) is { } end)
        {
            await EachAsync("session", await sessions.ListEndedBeforeAsync(end), id => directory.DeleteAsync(id), cancellationToken);
        }

        if (Before(options.Value.VoiceDays) is { } heard)
        {
            await EachAsync("voices", await sessions.ListHeardBeforeAsync(heard), DeleteVoicesAsync, cancellationToken);
        }

        if (Before(options.Value.RecordingDays) is { } recorded)
        {
            await EachAsync("recording", await sessions.ListRecordedBeforeAsync(recorded), DeleteRecordingAsync, cancellationToken);
        }
    }

    private DateTimeOffset? Before(double? days) => days is { } count ? time.GetUtcNow().AddDays(-count) : null;

    private async Task DeleteVoicesAsync(string id)
    {
        await voices.DeleteVectorsAsync(id);
        await sessions.ChangeAsync(id, s => s.VoicesDeletedAt = time.GetUtcNow());
    }

    private Task DeleteRecordingAsync(string id)
    {
        recordings.Delete(id);
        return sessions.ChangeAsync(id, s => s.RecordingDeletedAt = time.GetUtcNow());
    }

    private async Task EachAsync(string what, List<string> ids, Func<string, Task> delete, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await delete(id);
                deleted++;
            }
            catch (Exception exception)
            {
                LogFailed(logger, id, what, exception.Message);
            }
        }

        if (deleted > 0)
        {
            LogDeleted(logger, deleted, what);
        }
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Retention: {Count} × {What} deleted as too old, or as asked before the server stopped")]
    private static partial void LogDeleted(ILogger logger, int count, string what);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Session {Session}: its {What} could not be deleted ({Reason}); it is tried again within the hour")]
    private static partial void LogFailed(ILogger logger, string session, string what, string reason);
}
