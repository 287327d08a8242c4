using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Access;

/// <summary>Who calls, and whether they may watch a session.</summary>
public sealed class AccessControl(KeyStore keys, TokenStore tokens, SessionStore sessions, OpenMode open, TimeProvider time)
{
    /// <param name="takesQuery">Whether <c>access_token</c> in the query counts: browsers cannot set headers on WebSockets,
    /// event streams and downloads.</param>
    public async Task<Caller> IdentifyAsync(HttpContext context, bool takesQuery)
    {
        var key = context.GetEndpoint()?.Metadata.GetMetadata<KeyPlace>()?.Of(context.Request) ?? KeyOf(context.Request, takesQuery);
        if (key is not null && await FindAsync(key) is { IsKnown: true } known)
        {
            return known;
        }

        // Clients' libraries always send some key: where none is needed, none is wrong.
        return open.IsFromHere(context.Request) && await open.HoldsAsync() ? Caller.ThisMachine : Caller.Stranger;
    }

    /// <summary>Who holds this key, or this token of a session.</summary>
    public async Task<Caller> FindAsync(string key)
    {
        if (ApiKey.IsToken(key))
        {
            return await tokens.FindAsync(ApiKey.Hash(key)) is { } token && token.ExpiresAt > time.GetUtcNow()
                ? new Caller(Scopes(token.Scope, ApiKey.TokenScopes)) { KeyId = token.Id, SessionId = token.SessionId }
                : Caller.Stranger;
        }

        return await keys.FindAsync(ApiKey.Hash(key)) is { RevokedAt: null } row && !(row.ExpiresAt <= time.GetUtcNow())
            ? new Caller(Scopes(row.Scopes, ApiKey.KeyScopes)) { KeyId = row.Id }
            : Caller.Stranger;
    }

    /// <summary>What lets a caller watch a session.</summary>
    /// <returns>Null where nothing does.</returns>
    public async Task<WatchGrant?> GrantWatchAsync(Caller caller, string sessionId)
    {
        if (caller.May(KeyScope.View, sessionId))
        {
            return new WatchGrant(caller, sessionId);
        }

        return await sessions.IsPublicAsync(sessionId) ? new WatchGrant(Caller: null, sessionId) : null;
    }

    /// <summary>
    /// Pages and players of other sites read of a session what is public, or what they were given a key for in the address;
    /// never what only this machine may see.
    /// </summary>
    public async Task AllowForeignPagesAsync(HttpContext context, string sessionId, bool isPublic)
    {
        if (isPublic || (context.Request.Query["access_token"].ToString() is { Length: > 0 } key
            && (await FindAsync(key)).May(KeyScope.View, sessionId)))
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
        }
    }

    private static KeyScope Scopes(string text, KeyScope allowed) =>
        ApiKey.TryParseScopes(text, allowed, out var scopes) ? scopes : KeyScope.None;

    private static string? KeyOf(HttpRequest request, bool takesQuery)
    {
        if (request.Headers.Authorization.ToString().Length > 0)
        {
            return BearerToken.Of(request) ?? "";
        }

        return takesQuery && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
    }
}
