using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Import;

/// <summary>Imports that wait for their turn or run: jobs of the kind <see cref="ImportJob"/>, one per session.</summary>
public sealed class ImportQueue(JobQueue jobs, ImportProgress progress, IOptions<ImportOptions> options, IOptions<StorageOptions> storage)
{
    /// <summary>Whether another import has to be refused.</summary>
    public async Task<bool> IsFullAsync() => await jobs.CountWaitingAsync(ImportJob.Kind) >= options.Value.MaxWaiting;

    /// <summary>The session's turn will come.</summary>
    public Task AddAsync(string sessionId)
    {
        progress.Set(sessionId, new ImportStatus("Waiting for its turn"));
        return jobs.AddAsync(ImportJob.Kind, sessionId, session: sessionId);
    }

    /// <summary>Nothing more is fetched or read for the session, and what that left is deleted; how it ends is the directory's.</summary>
    public async Task CancelAsync(string sessionId)
    {
        try
        {
            await jobs.CancelAsync(ImportJob.Kind, sessionId);
        }
        catch (StorageException)
        {
            // Its turn comes to nothing, then: its session is over.
        }

        progress.Remove(sessionId);
        SessionFiles.DeleteImports(storage.Value, sessionId);
    }
}
