using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>What people wrote of sessions' chapters and the like.</summary>
public sealed class MetadataStore(CaptionDatabase database)
{
    /// <returns>Null where nobody wrote anything.</returns>
    public Task<MetadataRow?> FindAsync(string sessionId) =>
        database.ReadAsync(db => db.Metadata.AsNoTracking().FirstOrDefaultAsync(m => m.SessionId == sessionId));

    /// <summary>Puts it in the place of what was written before, which is erased.</summary>
    /// <param name="row">Null where nobody wants to have written anything any more.</param>
    /// <param name="mayReplace">Whether what is there (null: nothing) may be replaced.</param>
    /// <returns>False where it may not: nothing has changed.</returns>
    public async Task<bool> WriteAsync(string sessionId, MetadataRow? row, Func<MetadataRow?, bool> mayReplace)
    {
        var isWritten = false;
        await database.EraseSoonAsync(async db =>
        {
            var there = await db.Metadata.AsNoTracking().FirstOrDefaultAsync(m => m.SessionId == sessionId);
            isWritten = mayReplace(there);
            if (isWritten && there is null && row is not null)
            {
                await db.Metadata.AddAsync(row);
            }
            else if (isWritten && there is not null)
            {
                // Only what was looked at: another server may write, too.
                var seen = db.Metadata.Where(m => m.SessionId == sessionId && m.Json == there.Json);
                isWritten = await (row is null
                    ? seen.ExecuteDeleteAsync()
                    : seen.ExecuteUpdateAsync(set => set.SetProperty(m => m.Json, row.Json).SetProperty(m => m.At, row.At))) > 0;
            }
        });
        return isWritten;
    }
}
