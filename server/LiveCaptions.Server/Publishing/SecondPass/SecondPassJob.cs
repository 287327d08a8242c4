using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>Makes a session's transcript for publishing out of its recording, behind all that is live.</summary>
internal sealed class SecondPassJob(
    SessionStore sessions, SessionChanges changes, SecondPassRun run,
    LoadedEngine loaded, SecondPassEngines engines, JobQueue jobs, IOptions<SecondPassOptions> options)
    : IJobKind
{
    /// <summary>As jobs know it.</summary>
    public const string Kind = "secondPass";

    public string Name => Kind;

    public int Concurrency => options.Value.Concurrency;

    public int MaxAttempts => 10;

    public async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        if (!await loaded.WaitAsync(cancellationToken))
        {
            return false;
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

        if (!options.Value.Enabled)
        {
            await EndAsync(id, PublishingState.Off);
            return JobOutcome.Done("Second passes are turned off.");
        }

        // Done, where a server was killed before it could say that the job is.
        if (session.Publishing == PublishingState.Done)
        {
            return JobOutcome.Done();
        }

        var outcome = await MakeAsync(session, job);
        run.Forget(session);
        return JobOutcome.Done(outcome);
    }

    public async Task OnDeadAsync(JobRow job, string why)
    {
        await EndAsync(job.Key, PublishingState.Off);
        if (await sessions.FindAsync(job.Key) is { } session)
        {
            run.Forget(session);
        }
    }

    /// <returns>What came of it.</returns>
    private async Task<string> MakeAsync(SessionRow session, JobRun job)
    {
        await sessions.ChangeAsync(session.Id, row => row.Publishing = PublishingState.Running);
        try
        {
            var found = await engines.FindAsync(session, job.Cancellation);
            if (found.Count == 0)
            {
                await EndAsync(session.Id, PublishingState.Off);
                return $"No engine of this machine recognises {session.Language}, so what was live is what is published.";
            }

            var heard = await run.HearAsync(session, found, message => job.Message = message, job.Cancellation);
            var cues = 0;
            await changes.PublishAsync(session.Id, async now => cues = await run.StoreAsync(now, found[0], heard));
            return $"{cues} cues.";
        }
        catch (MediaReadException unreadable)
        {
            await EndAsync(session.Id, PublishingState.Off);
            return $"Its recording cannot be read, so what was live is what is published: {unreadable.Message}";
        }
    }

    private Task EndAsync(string id, PublishingState state) => changes.ChangeAsync(id, session => session.Publishing = state);
}
