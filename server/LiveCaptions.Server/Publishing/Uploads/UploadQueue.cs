using LiveCaptions.Captions;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Jobs;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>
/// Where caption tracks are put that are to go to YouTube. Of one track (video, language, name) there is one upload that is not over.
/// </summary>
public sealed class UploadQueue(UploadStore uploads, JobQueue jobs, TimeProvider time)
{
    /// <summary>As jobs know it.</summary>
    internal const string Kind = "youtube-upload";

    private readonly SemaphoreSlim _adding = new(1);

    /// <summary>Puts a track into the queue; where it is in it already, it goes with what is asked now.</summary>
    /// <param name="content">The file; null for a session.</param>
    public async Task<UploadRow> AddAsync(UploadRequest request, string language, byte[]? content = null) =>
        (await PutAsync(request, language, content, replacesOthers: true))!;

    /// <summary>The same for a file.</summary>
    public Task<UploadRow> AddFileAsync(UploadRequest request, string fileName, string language, byte[] content) =>
        AddAsync(request with { FileName = fileName }, language, content);

    /// <summary>Puts a session into the queue that asked for that itself.</summary>
    /// <returns>Null where other captions are in it for that track: those are what somebody wants there.</returns>
    public Task<UploadRow?> AddOwnAsync(UploadRequest request, string language) =>
        PutAsync(request, language, content: null, replacesOthers: false);

    /// <summary>Tries a failed one again, or one that waits, at once.</summary>
    /// <returns>Null where there is none, false where it is done or under way.</returns>
    public async Task<bool?> RetryAsync(string id)
    {
        if (await uploads.FindAsync(id) is not { } row)
        {
            return null;
        }

        if (row.State is UploadState.Done or UploadState.Uploading)
        {
            return false;
        }

        await jobs.CancelAsync(Kind, id);
        await uploads.ChangeAsync(id, r => (r.State, r.Error, r.NextAt, r.FinishedAt) = (UploadState.Waiting, null, null, null));
        await jobs.AddAsync(Kind, id, priority: -row.Priority);
        return true;
    }

    /// <summary>Takes an upload out, with what is known of it; what is on YouTube stays there.</summary>
    /// <returns>False where there is none.</returns>
    public async Task<bool> DeleteAsync(string id)
    {
        await jobs.CancelAsync(Kind, id);
        return await uploads.DeleteAsync(id);
    }

    /// <summary>Calls off what of a session has not come to its end, also what is under way; its rows go with the session.</summary>
    internal async Task CallOffAsync(string sessionId)
    {
        foreach (var id in await uploads.ListOpenAsync(sessionId))
        {
            await jobs.CancelAsync(Kind, id);
        }
    }

    /// <summary>Sees to it that what is in the queue has a job.</summary>
    internal async Task AddMissingAsync()
    {
        foreach (var row in await uploads.ListOpenAsync())
        {
            await AddIfMissingAsync(row);
        }
    }

    /// <summary>Sees to it that an upload has a job that is still to go.</summary>
    internal async Task AddIfMissingAsync(string id)
    {
        if (await uploads.FindAsync(id) is { } row)
        {
            await AddIfMissingAsync(row);
        }
    }

    private Task AddIfMissingAsync(UploadRow row) => row.State is UploadState.Done or UploadState.Failed
        ? Task.CompletedTask
        : jobs.AddAsync(Kind, row.Id, priority: -row.Priority, notBefore: row.NextAt);

    private async Task<UploadRow?> PutAsync(UploadRequest request, string language, byte[]? content, bool replacesOthers)
    {
        await _adding.WaitAsync();
        try
        {
            var name = CaptionText.Clean(request.Name ?? "");
            var row = await uploads.FindOpenAsync(request.VideoId!, language, name);
            if (row is null && !replacesOthers
                && await uploads.FindDoneAsync(request.VideoId!, language, name, request.SessionId) is { } before)
            {
                // It goes again by the same upload: asked for often, there are not more of them.
                (row, request) = (before, request with { Offset = before.Offset });
            }

            if (row is null)
            {
                row = New(request, language, name);
                Apply(request, content, row);
                await uploads.AddAsync(row);
            }
            else if (!replacesOthers && row.SessionId != request.SessionId)
            {
                return null;
            }
            else
            {
                await uploads.ChangeAsync(row.Id, stored => Apply(request, content, stored));
            }

            await jobs.AddAsync(Kind, row.Id, priority: -(request.Priority ?? 0));
            return await uploads.FindAsync(row.Id);
        }
        finally
        {
            _adding.Release();
        }
    }

    private UploadRow New(UploadRequest request, string language, string name) => new()
    {
        Id = SessionId.Create(),
        VideoId = request.VideoId!,
        Language = language,
        Name = name,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
    };

    private static void Apply(UploadRequest request, byte[]? content, UploadRow row)
    {
        row.Version++;
        (row.SessionId, row.FileName, row.Content) = (request.SessionId, request.FileName, content);
        (row.ChannelId, row.IsDraft, row.Offset, row.Priority) = (request.Channel,
            request.Draft ?? false, request.Offset, request.Priority ?? 0);
        (row.Format, row.IsForced) = (request.Format ?? "vtt", request.Force ?? false);
        if (row.State != UploadState.Uploading)
        {
            (row.State, row.Error, row.NextAt, row.FinishedAt) = (UploadState.Waiting, null, null, null);
        }
    }
}
