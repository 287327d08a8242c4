using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>The voice profiles.</summary>
public sealed class ProfileStore(CaptionDatabase database)
{
    public Task AddAsync(ProfileRow row) => database.WriteAsync(async db => await db.Profiles.AddAsync(row));

    /// <summary>Oldest first.</summary>
    public Task<List<ProfileRow>> ListAsync() =>
        database.ReadAsync(db => db.Profiles.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).ToListAsync());

    /// <summary>Those that can be compared with voices of a space.</summary>
    public Task<List<ProfileRow>> ListAsync(string space) =>
        database.ReadAsync(db => db.Profiles.Where(p => p.Space == space).ToListAsync());

    public Task<ProfileRow?> FindAsync(string id) => database.ReadAsync(db => db.Profiles.FirstOrDefaultAsync(p => p.Id == id));

    public Task<int> CountAsync() => database.ReadAsync(db => db.Profiles.CountAsync());

    /// <summary>Deletes a profile, and overwrites where it was.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string id)
    {
        var deleted = 0;
        await database.EraseAsync(async db => deleted = await db.Profiles.Where(p => p.Id == id).ExecuteDeleteAsync());
        return deleted > 0;
    }
}
