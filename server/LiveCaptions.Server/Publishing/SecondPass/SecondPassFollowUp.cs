using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>Sessions that ended well are recognised again; imports are not, as they were recognised at their best already.</summary>
internal sealed class SecondPassFollowUp(JobQueue jobs, IOptions<SecondPassOptions> options) : ISessionFollowUp
{
    public void Mark(SessionRow session, SessionState end) =>
        session.Publishing = end == SessionState.Finished && Wants(session) ? PublishingState.Waiting : PublishingState.Off;

    public Task BeginAsync(SessionRow session) => session.Publishing == PublishingState.Waiting
        ? jobs.AddAsync(SecondPassJob.Kind, session.Id, session: session.Id)
        : Task.CompletedTask;

    private bool Wants(SessionRow session) =>
        options.Value.Enabled && session.Samples > 0 && ImportSource.FromJson(session.Import) is null or { Live: true };
}
