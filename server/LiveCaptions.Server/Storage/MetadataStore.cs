using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>What people wrote of sessions' chapters and the like.</summary>
public sealed class MetadataStore(CaptionDatabase database)
{
    /// <returns>Null where nobody wrote anything.</returns>
    public Task<MetadataRow?> FindAsync(string sessionId) =>
        database.ReadAsync(db => db.Metadata.AsNoTracking().FirstOrDefaultAsync(m => m.SessionId == sessionId));

    /// <summary>In the place of what was written before, which is erased.</summary>
    public Task PutAsync(MetadataRow row) => database.EraseSoonAsync(async db =>
    {
        if (await db.Metadata.FirstOrDefaultAsync(m => m.SessionId == row.SessionId) is { } stored)
        {
            (stored.Json, stored.At) = (row.Json, row.At);
            return;
        }

        await db.Metadata.AddAsync(row);
    });

    /// <summary>Nobody wrote anything any more; what they had is erased.</summary>
    public Task DeleteAsync(string sessionId) =>
        database.EraseSoonAsync(db => db.Metadata.Where(m => m.SessionId == sessionId).ExecuteDeleteAsync());
}
