using LiveCaptions.Captions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Access;

/// <summary>Makes tokens, which open one session for a while; only their hashes are kept.</summary>
public sealed class TokenIssuer(TokenStore tokens, TimeProvider time)
{
    private const int IdLength = 8;

    /// <summary>Who makes a session corrects its captions long after it, too.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>For who makes a session: all rights on it but to hand its captions on.</summary>
    public Task<IssuedToken> CreateForMakerAsync(string sessionId) => CreateAsync(sessionId, KeyScope.Edit, time.GetUtcNow() + Longest);

    /// <returns>The token, which nobody can look up again.</returns>
    public async Task<IssuedToken> CreateAsync(string sessionId, KeyScope scope, DateTimeOffset expiresAt)
    {
        var token = ApiKey.CreateToken();
        var id = SessionId.Create()[..IdLength];
        expiresAt = DateTimeOffset.FromUnixTimeMilliseconds(expiresAt.ToUnixTimeMilliseconds());
        await tokens.AddAsync(new TokenRow
        {
            Id = id,
            SessionId = sessionId,
            Hash = ApiKey.Hash(token),
            Scope = ApiKey.Write(scope),
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = expiresAt,
        });
        return new IssuedToken(id, token, scope, expiresAt);
    }
}
