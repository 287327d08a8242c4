using LiveCaptions.Captions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Access;

/// <summary>Makes API keys; only their hashes are kept.</summary>
public sealed class KeyIssuer(KeyStore keys, TimeProvider time)
{
    private const int IdLength = 8;

    /// <param name="expiresAt">Null for a key that lasts until it is revoked.</param>
    /// <returns>The key, which nobody can look up again.</returns>
    public async Task<string> CreateAsync(KeyScope scopes, DateTimeOffset? expiresAt)
    {
        var key = ApiKey.CreateKey();
        await keys.AddAsync(new KeyRow
        {
            Id = SessionId.Create()[..IdLength],
            Hash = ApiKey.Hash(key),
            Scopes = ApiKey.Write(scopes),
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = expiresAt,
        });
        return key;
    }

    /// <summary>Makes a key with all rights if there never was any.</summary>
    /// <returns>The key, to be shown once; null when there were keys.</returns>
    public async Task<string?> CreateFirstAsync() => await keys.AnyAsync() ? null : await CreateAsync(KeyScope.Admin, expiresAt: null);
}
