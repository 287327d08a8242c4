using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Translation;

/// <summary>
/// What is not translated when a session is over, when it is corrected afterwards, and when its transcript for publishing comes, is
/// translated by a job.
/// </summary>
internal sealed class TranslationFollowUp(JobQueue jobs) : ISessionFollowUp
{
    public void Mark(SessionRow session, SessionState end)
    {
        // Its targets say it.
    }

    public Task BeginAsync(SessionRow session) =>
        SessionSettings.FromJson(session.Settings).Targets is { Count: > 0 }
            ? jobs.AddAsync(TranslationJob.Kind, session.Id, session: session.Id)
            : Task.CompletedTask;

    public Task NoteChangeAsync(SessionRow session) => BeginAsync(session);

    public Task CallOffAsync(string sessionId) => jobs.CancelAsync(TranslationJob.Kind, sessionId);
}
