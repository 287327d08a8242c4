using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>Tokens that open one session each, by their hashes.</summary>
public sealed class TokenStore(CaptionDatabase database)
{
    /// <returns>Null when there is none; one that has expired may still be there.</returns>
    public Task<TokenRow?> FindAsync(byte[] hash) => database.ReadAsync(db => db.Tokens.FirstOrDefaultAsync(t => t.Hash == hash));

    /// <summary>Those of <paramref name="ids"/> that are there and have not expired.</summary>
    public Task<List<string>> ListValidAsync(IReadOnlyCollection<string> ids, DateTimeOffset now) => database.ReadAsync(db => db.Tokens
        .Where(t => ids.Contains(t.Id) && t.ExpiresAt > now)
        .Select(t => t.Id)
        .ToListAsync());

    /// <summary>Tokens of a session, with those that have expired.</summary>
    public Task<int> CountAsync(string sessionId) => database.ReadAsync(db => db.Tokens.CountAsync(t => t.SessionId == sessionId));

    /// <summary>Adds it; the session's tokens that have expired go.</summary>
    public Task AddAsync(TokenRow token) => database.WriteAsync(async db =>
    {
        await db.Tokens.Where(t => t.SessionId == token.SessionId && t.ExpiresAt <= token.CreatedAt).ExecuteDeleteAsync();
        await db.Tokens.AddAsync(token);
    });

    /// <returns>False when there is no such token.</returns>
    public async Task<bool> DeleteAsync(string sessionId, string id)
    {
        var deleted = 0;
        await database.WriteAsync(async db =>
            deleted = await db.Tokens.Where(t => t.SessionId == sessionId && t.Id == id).ExecuteDeleteAsync());
        return deleted > 0;
    }
}
