using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>The YouTube channels that captions can go to.</summary>
public sealed class YouTubeChannelStore(CaptionDatabase database)
{
    /// <summary>By title.</summary>
    public async Task<List<YouTubeChannelRow>> ListAsync() =>
        (await database.ReadAsync(db => db.YouTubeChannels.OrderBy(c => c.Title).ThenBy(c => c.Id).ToListAsync())).ConvertAll(Open);

    public async Task<YouTubeChannelRow?> FindAsync(string id) =>
        await database.ReadAsync(db => db.YouTubeChannels.FirstOrDefaultAsync(c => c.Id == id)) is { } row ? Open(row) : null;

    /// <summary>Adds it, or puts it in the place of the one with its id.</summary>
    public Task PutAsync(YouTubeChannelRow row) => database.EraseAsync(async db =>
    {
        row.SealedToken = database.Vault.Seal(SecretKind.YouTubeToken, row.Id, row.Token)!;
        await db.YouTubeChannels.Where(c => c.Id == row.Id).ExecuteDeleteAsync();
        await db.YouTubeChannels.AddAsync(row);
    });

    /// <summary>With what YouTube told of it.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string id)
    {
        var deleted = 0;
        await database.EraseAsync(async db =>
        {
            await db.SubtitleViews.Where(v => v.ChannelId == id).ExecuteDeleteAsync();
            await db.SubtitleReports.Where(r => r.ChannelId == id).ExecuteDeleteAsync();
            deleted = await db.YouTubeChannels.Where(c => c.Id == id).ExecuteDeleteAsync();
        });
        return deleted > 0;
    }

    private YouTubeChannelRow Open(YouTubeChannelRow row)
    {
        row.Token = database.Vault.TryOpen(SecretKind.YouTubeToken, row.Id, row.SealedToken, out var token) ? token! : "";
        return row;
    }
}
