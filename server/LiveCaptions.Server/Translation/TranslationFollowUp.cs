using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Translation;

/// <summary>
/// What is not translated when a session is over, when it is corrected afterwards, and when its transcript for publishing comes, is
/// translated by a job.
/// </summary>
internal sealed partial class TranslationFollowUp(JobQueue jobs, ILogger<TranslationFollowUp> logger) : ISessionFollowUp
{
    public void Mark(SessionRow session, SessionState end)
    {
        // Its targets say it.
    }

    public Task BeginAsync(SessionRow session) =>
        SessionSettings.FromJson(session.Settings).Targets is { Count: > 0 }
            ? jobs.AddAsync(TranslationJob.Kind, session.Id, session: session.Id)
            : Task.CompletedTask;

    public async Task NoteChangeAsync(SessionRow session)
    {
        try
        {
            await BeginAsync(session);
        }
        catch (StorageException exception)
        {
            // What was changed is stored; a server that starts again finds what is missing.
            LogNotBegun(logger, session.Id, exception.Message);
        }
    }

    public Task CallOffAsync(string sessionId) => jobs.CancelAsync(TranslationJob.Kind, sessionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: what was corrected is not translated yet: {Fault}")]
    private static partial void LogNotBegun(ILogger logger, string session, string fault);
}
