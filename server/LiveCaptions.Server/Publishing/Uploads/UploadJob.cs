using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>Takes caption tracks to YouTube, those with the highest priority first.</summary>
internal sealed class UploadJob(
    YouTubeAccounts accounts,
    UploadStore uploads,
    SentTrackStore sent,
    UploadContent content,
    UploadQueue queue,
    UploadFollowUp followUp,
    SessionStore sessions,
    IOptions<YouTubeOptions> options,
    TimeProvider time) : IJobKind
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan SecondPassWait = TimeSpan.FromSeconds(10);

    public string Name => UploadQueue.Kind;

    public int Concurrency => options.Value.Concurrency;

    public int MaxAttempts => options.Value.MaxAttempts;

    public async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        // An upload is stored before its job is: a server may have been killed between the two.
        await queue.AddMissingAsync();
        foreach (var session in await sessions.ListUploadsDueAsync())
        {
            await followUp.BeginAsync(session);
        }

        return true;
    }

    public async Task<JobOutcome> RunAsync(JobRun job)
    {
        if (await uploads.FindAsync(job.Row.Key) is not { State: not UploadState.Done } row)
        {
            return JobOutcome.Done();
        }

        if (row.SessionId is { } id && await sessions.FindAsync(id) is { Publishing: PublishingState.Waiting or PublishingState.Running })
        {
            return await ParkAsync(row, time.GetUtcNow() + SecondPassWait, "Its session is recognised again first.");
        }

        await uploads.ChangeAsync(
            row.Id, r => (r.State, r.Error, r.NextAt, r.Attempts) = (UploadState.Uploading, null, null, job.Row.Attempts));
        try
        {
            return await TakeAsync(row, job.Cancellation);
        }
        catch (QuotaSpentException spent)
        {
            return await ParkAsync(row, spent.ResetAt, spent.Message);
        }
        catch (YouTubeException exception) when (exception.Fault.Kind == YouTubeFaultKind.QuotaSpent)
        {
            return await ParkAsync(row, PacificTime.NextReset(time.GetUtcNow()), exception.Message);
        }
        catch (YouTubeException exception) when (exception.Fault.Kind == YouTubeFaultKind.Passing)
        {
            return await RetryAsync(row, job.Row.Attempts, exception.Message);
        }
        catch (Exception exception) when (exception is YouTubeException or UploadImpossibleException or NotSetUpException)
        {
            return JobOutcome.Dead(exception.Message);
        }
    }

    public Task OnDeadAsync(JobRow job, string why) =>
        uploads.ChangeAsync(
            job.Key, row => (row.State, row.Error, row.NextAt, row.FinishedAt) = (UploadState.Failed, why, null, time.GetUtcNow()));

    public Task OnOverAsync(JobRow job) => queue.AddIfMissingAsync(job.Key);

    private async Task<JobOutcome> TakeAsync(UploadRow row, CancellationToken cancellationToken)
    {
        using var client = await accounts.OpenAsync(row.ChannelId);
        try
        {
            var order = new UploadOrder(
                row.VideoId, row.Language, row.Name, row.IsDraft, await content.ReadAsync(row, client, cancellationToken));
            if (!row.IsForced && await sent.FindAsync(row) is { } there && there.Hash == order.Hash)
            {
                return await EndAsync(row, client.Units, there.CaptionId);
            }

            var upload = new CaptionUpload(client, order, progress => SaveAsync(row, client.Units, progress), time);
            var captionId = await upload.RunAsync(await ProgressOfAsync(row), cancellationToken);
            await sent.PutAsync(new SentTrackRow
            {
                VideoId = row.VideoId, Language = row.Language, Name = row.Name, CaptionId = captionId, Hash = order.Hash,
                At = time.GetUtcNow(),
            });
            return await EndAsync(row, client.Units, captionId);
        }
        finally
        {
            var units = client.Units;
            await uploads.ChangeAsync(row.Id, r => r.Units = row.Units + units);
        }
    }

    /// <summary>Done, where nobody asked for something else meanwhile.</summary>
    private async Task<JobOutcome> EndAsync(UploadRow row, int units, string captionId)
    {
        var isDone = false;
        await uploads.ChangeAsync(row.Id, r =>
        {
            isDone = r.Version == row.Version;
            (r.CaptionId, r.Units) = (captionId, row.Units + units);
            (r.State, r.FinishedAt) = isDone ? (UploadState.Done, time.GetUtcNow()) : (UploadState.Waiting, r.FinishedAt);
            r.Content = isDone ? null : r.Content;
        });
        return isDone ? JobOutcome.Done() : JobOutcome.Park(TimeSpan.Zero, "Its captions changed while they were uploaded; they go again.");
    }

    private async Task<UploadProgress> ProgressOfAsync(UploadRow row) => new()
    {
        CaptionId = row.CaptionId ?? await uploads.FindCaptionAsync(row.VideoId, row.Language, row.Name),
        Address = Uri.TryCreate(row.Address, UriKind.Absolute, out var address) ? address : null,
        Hash = row.ContentHash,
        DoubtAt = row.DoubtAt,
    };

    private async Task SaveAsync(UploadRow row, int units, UploadProgress progress)
    {
        if (progress.Address is not null)
        {
            // Other bytes are about to go there: from now on nobody knows what the track has, until they are there.
            await sent.ForgetAsync(row);
        }

        await uploads.ChangeAsync(row.Id, r =>
            (r.CaptionId, r.Address, r.ContentHash, r.DoubtAt, r.Units) = (progress.CaptionId,
                progress.Address?.AbsoluteUri, progress.Hash, progress.DoubtAt, row.Units + units));
    }

    private async Task<JobOutcome> ParkAsync(UploadRow row, DateTimeOffset until, string why)
    {
        await uploads.ChangeAsync(row.Id, r => (r.State, r.Error, r.NextAt) = (UploadState.Parked, why, until));
        return JobOutcome.Park(until - time.GetUtcNow(), why);
    }

    private async Task<JobOutcome> RetryAsync(UploadRow row, int attempts, string why)
    {
        var wait = Backoff.After(attempts, TimeSpan.FromSeconds(options.Value.RetrySeconds), Random.Shared.NextDouble(), LongestWait);
        await uploads.ChangeAsync(row.Id, r => (r.State, r.Error, r.NextAt) = (UploadState.Waiting, why, time.GetUtcNow() + wait));
        return JobOutcome.Retry(wait, why);
    }
}
