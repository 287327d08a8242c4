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
    public Task<List<string>> ListValidAsync(IReadOnlyCollection<string> ids, DateTimeOffset now) => database.ReadAsync(db => Valid(db, now)
        .Where(k => ids.Contains(k.Id))
        .Select(k => k.Id)
        .ToListAsync());

    public Task AddAsync(KeyRow key) => database.WriteAsync(async db => await db.Keys.AddAsync(key));

    /// <summary>Those that open something.</summary>
    public Task<int> CountValidAsync(DateTimeOffset now) => database.ReadAsync(db => Valid(db, now).CountAsync());

    public Task<KeyRow?> FindByIdAsync(string id) => database.ReadAsync(db => db.Keys.FirstOrDefaultAsync(k => k.Id == id));

    /// <returns>False when there is no such key.</returns>
    public async Task<bool> RevokeAsync(string id, DateTimeOffset now)
    {
        var revoked = 0;
        await database.WriteAsync(async db => revoked = await RevokeAsync(db, id, now));
        return revoked > 0;
    }

    /// <summary>Revokes a key unless no other one that is valid would open everything.</summary>
    /// <returns>False where nothing was revoked.</returns>
    public async Task<bool> RevokeUnlessLastAsync(string id, string adminScope, DateTimeOffset now)
    {
        var revoked = 0;
        await database.WriteAsync(async db =>
        {
            // Changes nothing, and has their rows: else two who revoke each other's key at once would leave none.
            await Valid(db, now).Where(k => k.Scopes.Contains(adminScope))
                .ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, k => k.RevokedAt));
            if (await Valid(db, now).AnyAsync(k => k.Id != id && k.Scopes.Contains(adminScope)))
            {
                revoked = await RevokeAsync(db, id, now);
            }
        });
        return revoked > 0;
    }

    private static IQueryable<KeyRow> Valid(CaptionDbContext db, DateTimeOffset now) =>
        db.Keys.Where(k => k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now));

    private static Task<int> RevokeAsync(CaptionDbContext db, string id, DateTimeOffset now) => db.Keys
        .Where(k => k.Id == id)
        .ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now));
}
