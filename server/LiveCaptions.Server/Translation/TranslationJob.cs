using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Translation;

/// <summary>
/// Translates what of a session is not translated: the transcript that is published. Whatever is there is left alone, so that doing it
/// twice is doing it once.
/// </summary>
internal sealed class TranslationJob(
    SessionStore sessions, SessionChanges changes, CueTranslator translator, TranslationStore store, JobQueue jobs, TimeProvider time)
    : IJobKind
{
    /// <summary>As jobs know it.</summary>
    public const string Kind = "translation";

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    /// <summary>Sessions that ended before that are not looked at when the server starts.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    public string Name => Kind;

    public int Concurrency => 2;

    public int MaxAttempts => 20;

    /// <summary>A server may have been killed between what asked for a job and the job.</summary>
    public async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var session in await sessions.ListTranslatedAsync(time.GetUtcNow() - Recent))
        {
            await AddIfLeftAsync(session);
        }

        return true;
    }

    public async Task<JobOutcome> RunAsync(JobRun job)
    {
        if (await sessions.FindAsync(job.Row.Key) is not { } session)
        {
            return JobOutcome.Done("The session was deleted.");
        }

        string? fault = null;
        foreach (var language in TargetsOf(session))
        {
            try
            {
                await TranslateAsync(session, language, job);
            }
            catch (TranslationException failure)
            {
                // The other languages may have another translator.
                fault ??= $"Into {language}: {failure.Message}";
            }
        }

        return fault is null
            ? JobOutcome.Done()
            : JobOutcome.Retry(
                Backoff.After(Math.Max(1, job.Row.Attempts), FirstWait, Random.Shared.NextDouble(), TimeSpan.FromMinutes(30)), fault);
    }

    /// <summary>What was corrected in the job's last moment was asked for while it was under way.</summary>
    public async Task OnOverAsync(JobRow job)
    {
        if (job.State == JobState.Done && await sessions.FindAsync(job.Key) is { } session)
        {
            await AddIfLeftAsync(session);
        }
    }

    private async Task AddIfLeftAsync(SessionRow session)
    {
        foreach (var language in TargetsOf(session))
        {
            if ((await store.ListMissingAsync(session.Id, session.Publishing.Published(), language, limit: 1)).Count > 0)
            {
                await jobs.AddAsync(Kind, session.Id, session: session.Id);
                return;
            }
        }
    }

    private static IReadOnlyList<string> TargetsOf(SessionRow session) => SessionSettings.FromJson(session.Settings).Targets ?? [];

    private async Task TranslateAsync(SessionRow session, string language, JobRun job)
    {
        var (done, left) = (0, 0);
        Cue? last = null;

        // What is corrected behind it meanwhile is left for the next run, which OnOverAsync asks for.
        while (await ReadAsync(session, language, last) is { Count: > 0 } missing)
        {
            last = missing[^1];
            var from = missing[0].Language ?? session.Language ?? "und";
            var texts = await translator.TranslateAsync(missing, from, language, job.Cancellation);
            if (await changes.TranslateAsync(session.Id, texts) is null)
            {
                return;
            }

            done += texts.Count;
            left += missing.Count - texts.Count;
            job.Message = $"{done} cues into {language}.";
        }

        if (left > 0)
        {
            throw new TranslationException($"{left} cues that the translator does not take by themselves, either.");
        }
    }

    private Task<List<Cue>> ReadAsync(SessionRow session, string language, Cue? after) =>
        store.ListMissingAsync(session.Id, session.Publishing.Published(), language, CueTranslator.Most, after);
}
