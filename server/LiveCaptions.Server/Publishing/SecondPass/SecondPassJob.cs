using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>Makes a session's transcript for publishing out of its recording, behind all that is live.</summary>
internal sealed class SecondPassJob(
    SessionStore sessions, SessionDirectory directory, FinalStore finals, SecondPassRun run, LoadedEngine loaded, JobQueue jobs, IOptions<SecondPassOptions> options) : IJobKind
{
    /// <summary>As jobs know it.</summary>
    public const string Kind = "secondPass";

    public string Name => Kind;

    public int Concurrency => options.Value.Concurrency;

    public int MaxAttempts => 10;

    public async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        await loaded.Ready.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!loaded.TryGet(out _))
        {
            return false; // Who loads has said why; the server stops.
        }

        foreach (var id in await sessions.ListUnpublishedAsync())
        {
            await jobs.AddAsync(Kind, id, session: id);
        }

        return true;
    }

    public async Task<JobOutcome> RunAsync(JobRun job)
    {
        var id = job.Row.Key;
        if (await sessions.FindAsync(id) is not { } session)
        {
            return JobOutcome.Done("The session was deleted.");
        }

        await sessions.ChangeAsync(id, row => row.Publishing = PublishingState.Running);
        try
        {
            var (cues, speakers) = await run.MakeAsync(session, loaded.Engine, message => job.Message = message, job.Cancellation);
            await finals.ReplacePublishingAsync(id, cues, speakers);
            await EndAsync(id, PublishingState.Done);
            run.Forget(session);
            return JobOutcome.Done($"{cues.Count} cues.");
        }
        catch (MediaReadException unreadable)
        {
            await EndAsync(id, PublishingState.Off);
            return JobOutcome.Done($"Its recording cannot be read, so what was live is what is published: {unreadable.Message}");
        }
    }

    public Task OnDeadAsync(JobRow job, string why) => EndAsync(job.Key, PublishingState.Off);

    private Task EndAsync(string id, PublishingState state) => directory.ChangeAsync(id, session => session.Publishing = state);
}
