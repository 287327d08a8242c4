using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>API keys, by their hashes.</summary>
public sealed class KeyStore(CaptionDatabase database)
{
    /// <summary>Whether a key was ever created.</summary>
    public Task<bool> AnyAsync() => database.ReadAsync(db => db.Keys.AnyAsync());

    public Task<List<KeyRow>> ListAsync() => database.ReadAsync(db => db.Keys.OrderBy(k => k.CreatedAt).ToListAsync());

    public Task<KeyRow?> FindAsync(byte[] hash) => database.ReadAsync(db => db.Keys.FirstOrDefaultAsync(k => k.Hash == hash));

    /// <summary>Those of <paramref name="ids"/> that open something.</summary>
    public Task<List<string>> ListValidAsync(IReadOnlyCollection<string> ids, DateTimeOffset now) => database.ReadAsync(db => db.Keys
        .Where(k => ids.Contains(k.Id) && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now))
        .Select(k => k.Id)
        .ToListAsync());

    public Task AddAsync(KeyRow key) => database.WriteAsync(async db => await db.Keys.AddAsync(key));

    /// <returns>False when there is no such key.</returns>
    public async Task<bool> RevokeAsync(string id, DateTimeOffset now)
    {
        var revoked = 0;
        await database.WriteAsync(async db => revoked = await db.Keys
            .Where(k => k.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now)));
        return revoked > 0;
    }
}
