using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>The YouTube queue, and what went through it.</summary>
public sealed class UploadStore(CaptionDatabase database)
{
    public Task AddAsync(UploadRow row) => database.WriteAsync(async db =>
    {
        Seal(row);
        await db.Uploads.AddAsync(row);
    });

    public async Task<UploadRow?> FindAsync(string id) => (await OpenAsync(db => db.Uploads.Where(u => u.Id == id))).FirstOrDefault();

    /// <summary>The one of a track that has not come to its end, or could not.</summary>
    public async Task<UploadRow?> FindOpenAsync(string videoId, string language, string name) => (await OpenAsync(db => db.Uploads
        .Where(u => u.VideoId == videoId && u.Language == language && u.Name == name && u.State != UploadState.Done)
        .OrderBy(u => u.CreatedAt))).FirstOrDefault();

    /// <summary>The last that brought a session's captions to a track.</summary>
    public async Task<UploadRow?> FindDoneAsync(string videoId, string language, string name, string? sessionId) =>
        (await OpenAsync(db => db.Uploads
            .Where(u => u.VideoId == videoId && u.Language == language && u.Name == name && u.State == UploadState.Done
                && u.SessionId != null && u.SessionId == sessionId)
            .OrderByDescending(u => u.FinishedAt).Take(1))).FirstOrDefault();

    /// <summary>YouTube's id of a track that was uploaded from here before; null where none was.</summary>
    public Task<string?> FindCaptionAsync(string videoId, string language, string name) => database.ReadAsync(db => db.Uploads
        .Where(u => u.VideoId == videoId && u.Language == language && u.Name == name && u.CaptionId != null)
        .OrderByDescending(u => u.FinishedAt)
        .Select(u => u.CaptionId)
        .FirstOrDefaultAsync());

    /// <summary>All, by video, oldest first, without their files.</summary>
    public Task<List<UploadRow>> ListAsync() => ListAsync(uploads => uploads);

    /// <summary>Those of them that have not come to their end, or could not.</summary>
    public Task<List<UploadRow>> ListOpenAsync() => ListAsync(uploads => uploads.Where(u => u.State != UploadState.Done));

    /// <summary>All of a session, without their files.</summary>
    public Task<List<UploadRow>> ListOfAsync(string sessionId) => ListAsync(uploads => uploads.Where(u => u.SessionId == sessionId));

    /// <summary>Of a session, those that have not come to their end, or could not.</summary>
    public Task<List<string>> ListOpenAsync(string sessionId) => database.ReadAsync(db => db.Uploads
        .Where(u => u.SessionId == sessionId && u.State != UploadState.Done)
        .Select(u => u.Id)
        .ToListAsync());

    /// <summary>Deletes what was done before an instant; what is on YouTube stays there.</summary>
    public Task DeleteDoneAsync(DateTimeOffset before) => database.EraseSoonAsync(async db =>
    {
        await db.Uploads.Where(u => u.State == UploadState.Done && u.FinishedAt < before).ExecuteDeleteAsync();
        await db.SentTracks.Where(t => t.At < before).ExecuteDeleteAsync();
    });

    /// <summary>Changes one; nothing happens where it is gone.</summary>
    public Task ChangeAsync(string id, Action<UploadRow> change) => database.WriteAsync(async db =>
    {
        if (await db.Uploads.FirstOrDefaultAsync(u => u.Id == id) is { } row)
        {
            Open(row);
            change(row);
            Seal(row);
        }
    });

    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string id)
    {
        var deleted = 0;
        await database.EraseAsync(async db => deleted = await db.Uploads.Where(u => u.Id == id).ExecuteDeleteAsync());
        return deleted > 0;
    }

    private Task<List<UploadRow>> ListAsync(Func<IQueryable<UploadRow>, IQueryable<UploadRow>> which) =>
        database.ReadAsync(db => which(db.Uploads)
            .OrderBy(u => u.VideoId).ThenBy(u => u.CreatedAt).ThenBy(u => u.Id)
            .Select(u => new UploadRow
            {
                Id = u.Id,
                VideoId = u.VideoId,
                Language = u.Language,
                Name = u.Name,
                IsDraft = u.IsDraft,
                ChannelId = u.ChannelId,
                SessionId = u.SessionId,
                FileName = u.FileName,
                Format = u.Format,
                Offset = u.Offset,
                Priority = u.Priority,
                State = u.State,
                Error = u.Error,
                Attempts = u.Attempts,
                NextAt = u.NextAt,
                CaptionId = u.CaptionId,
                DoubtAt = u.DoubtAt,
                Units = u.Units,
                CreatedAt = u.CreatedAt,
                FinishedAt = u.FinishedAt,
            })
            .ToListAsync());

    private async Task<List<UploadRow>> OpenAsync(Func<CaptionDbContext, IQueryable<UploadRow>> query) =>
        (await database.ReadAsync(db => query(db).ToListAsync())).ConvertAll(Open);

    // Without its keys a begun upload is begun anew.
    private UploadRow Open(UploadRow row)
    {
        row.Address = database.Vault.TryOpen(SecretKind.YouTubeUpload, row.Id, row.SealedAddress, out var address) ? address : null;
        return row;
    }

    private void Seal(UploadRow row) => row.SealedAddress = database.Vault.Seal(SecretKind.YouTubeUpload, row.Id, row.Address);
}
