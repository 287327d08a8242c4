using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/sessions/{id}/tokens</c>: short-lived leave to watch, edit or publish this one session.</summary>
internal static class TokenEndpoints
{
    private const int MaxTokens = 1_000;
    private static readonly TimeSpan Default = TimeSpan.FromHours(12);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sessions/{id}/tokens", CreateAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Makes a token for this session alone: scope view, edit or publish; expires as an instant, "
                + "or after a time such as 12h or 7d");
        api.MapDelete("/sessions/{id}/tokens/{tokenId}", DeleteAsync).RequireScope(KeyScope.Edit)
            .WithSummary("Takes a token back; who watches by it is cut off within seconds");
    }

    private static async Task<Results<Created<TokenView>, ProblemHttpResult>> CreateAsync(
        HttpContext context, string id, TokenRequest request, SessionDirectory directory,
        TokenStore tokens, TokenIssuer issuer, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (!ApiKey.TryParseScopes(request.Scope ?? "", ApiKey.TokenScopes, out var scope) || ApiKey.Write(scope).Contains(','))
        {
            return Problems.Of(400, "scope_invalid", "scope is view, edit or publish.");
        }

        if ((request.Expires is { Length: > 0 } asked ? Lifetime.ExpiryOf(asked, now) : now + Default) is not { } expires
            || expires <= now || expires > now + TokenIssuer.Longest)
        {
            return Problems.Of(400, "expires_invalid", $"expires is an instant such as {now.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}, "
                + $"or a time such as 12h or 7d, at most {TokenIssuer.Longest.Days} days ahead.");
        }

        if (await directory.FindAsync(id) is null)
        {
            return Problems.NoSession(id);
        }

        if (await tokens.CountAsync(id) >= MaxTokens)
        {
            return Problems.Of(
                409, "too_many_tokens", $"Session '{id}' has {MaxTokens} tokens. Make them shorter-lived, or take some back.");
        }

        var token = await issuer.CreateAsync(id, scope, expires);
        return TypedResults.Created(
            $"/api/sessions/{id}/tokens/{token.Id}", new TokenView(token.Id, token.Token, ApiKey.Write(token.Scope), token.ExpiresAt));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, string tokenId, TokenStore tokens) =>
        await tokens.DeleteAsync(id, tokenId)
            ? TypedResults.NoContent()
            : Problems.Of(404, "token_not_found", $"Session '{id}' has no token '{tokenId}'.");
}
