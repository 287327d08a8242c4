using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>What went to YouTube last, by track: the same need not go again.</summary>
public sealed class SentTrackStore(CaptionDatabase database)
{
    /// <returns>Null where nothing was sent from here, or nobody knows what of it arrived.</returns>
    public Task<SentTrackRow?> FindAsync(UploadRow upload) =>
        database.ReadAsync(db => Of(db, upload).AsNoTracking().FirstOrDefaultAsync());

    public Task PutAsync(SentTrackRow row) => database.WriteAsync(async db =>
    {
        if (await db.SentTracks.FindAsync(row.VideoId, row.Language, row.Name) is { } there)
        {
            (there.CaptionId, there.Hash, there.At) = (row.CaptionId, row.Hash, row.At);
            return;
        }

        await db.SentTracks.AddAsync(row);
    });

    /// <summary>Something else is under way to a track.</summary>
    public Task ForgetAsync(UploadRow upload) => database.WriteAsync(db => Of(db, upload).ExecuteDeleteAsync());

    private static IQueryable<SentTrackRow> Of(CaptionDbContext db, UploadRow upload) => db.SentTracks
        .Where(t => t.VideoId == upload.VideoId && t.Language == upload.Language && t.Name == upload.Name);
}
