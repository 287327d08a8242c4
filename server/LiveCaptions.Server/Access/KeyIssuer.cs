using LiveCaptions.Captions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Access;

/// <summary>Makes API keys; only their hashes are kept.</summary>
public sealed class KeyIssuer(KeyStore keys, TimeProvider time)
{
    private const int IdLength = 8;

    /// <param name="expiresAt">Null for a key that lasts until it is revoked.</param>
    /// <returns>The key, which nobody can look up again.</returns>
    public async Task<string> CreateAsync(KeyScope scopes, DateTimeOffset? expiresAt) =>
        (await CreateAsync(new NewKey(scopes, expiresAt))).Key;

    /// <returns>The key, which nobody can look up again, and what is kept of it.</returns>
    public async Task<IssuedKey> CreateAsync(NewKey wanted)
    {
        var key = ApiKey.CreateKey();
        var row = new KeyRow
        {
            Id = SessionId.Create()[..IdLength],
            Hash = ApiKey.Hash(key),
            Scopes = ApiKey.Write(wanted.Scopes),
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = wanted.ExpiresAt,
            Name = wanted.Name,
            MadeBy = wanted.MadeBy,
        };
        await keys.AddAsync(row);
        return new IssuedKey(row, key);
    }

    /// <summary>Makes a key with all rights if there never was any.</summary>
    /// <returns>The key, to be shown once; null when there were keys.</returns>
    public async Task<string?> CreateFirstAsync() => await keys.AnyAsync() ? null : await CreateAsync(KeyScope.Admin, expiresAt: null);
}
