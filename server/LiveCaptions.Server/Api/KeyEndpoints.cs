using System.Globalization;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/keys</c>: makes, lists and revokes API keys, for administrators. See docs/access.md.</summary>
internal static partial class KeyEndpoints
{
    /// <summary>Keys that open something.</summary>
    private const int Most = 1_000;

    private const int Listed = 500;
    private const int LongestName = 60;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/keys", ListAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Keys, newest first, also those that were revoked; the keys themselves are not kept");
        api.MapPost("/keys", CreateAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Makes a key, which is told in this answer alone: of some scopes, lasting no longer than the key that makes it");
        api.MapDelete("/keys/{keyId}", RevokeAsync).RequireScope(KeyScope.Admin)
            .WithSummary("Makes a key open nothing any more; the last one that opens everything stays");
    }

    private static async Task<Ok<IEnumerable<KeyView>>> ListAsync(HttpContext context, KeyStore keys)
    {
        var own = CallerPrincipal.Of(context.User).KeyId;
        var rows = await keys.ListAsync();
        return TypedResults.Ok(rows.AsEnumerable().Reverse().Take(Listed)
            .Select(row => KeyView.Of(row) with { Yours = row.Id == own ? true : null }));
    }

    private static async Task<Results<Created<KeyView>, ProblemHttpResult>> CreateAsync(
        HttpContext context, KeyRequest request, KeyStore keys, KeyIssuer issuer, TimeProvider time, ILoggerFactory loggers)
    {
        var (now, maker) = (time.GetUtcNow(), CallerPrincipal.Of(context.User).KeyId);
        var name = CaptionText.Clean(request.Name ?? "");
        if (!ApiKey.TryParseScopes(request.Scope ?? "", ApiKey.KeyScopes, out var scopes))
        {
            return Problems.Of(400, "scope_invalid", "scope is publish, view, admin, or several of them with commas.");
        }

        if (name.Length > LongestName)
        {
            return Problems.Of(400, "name_invalid", $"name has up to {LongestName} characters.");
        }

        var latest = maker is null ? null : (await keys.FindByIdAsync(maker))?.ExpiresAt;
        var isAsked = request.Expires is { Length: > 0 };
        var expires = isAsked ? Lifetime.ExpiryOf(request.Expires!, now) : latest;
        if ((isAsked && expires is null) || expires <= now || expires > latest)
        {
            return Problems.Of(400, "expires_invalid", $"expires is an instant ahead such as {Instant(now.AddDays(30))}, or a time such as "
                + $"12h or 30d{(latest is { } end ? $", and not after {Instant(end)}, when the key ends that makes it" : "")}.");
        }

        if (await FindObstacleAsync(keys, scopes, now) is { } obstacle)
        {
            return obstacle;
        }

        var issued = await issuer.CreateAsync(new NewKey(scopes, expires, name.Length > 0 ? name : null, maker));
        LogMade(Logger(loggers), issued.Row.Id, issued.Row.Scopes, maker ?? "this machine");
        return TypedResults.Created($"/api/keys/{issued.Row.Id}", KeyView.Of(issued.Row) with { Key = issued.Key });
    }

    private static async Task<ProblemHttpResult?> FindObstacleAsync(KeyStore keys, KeyScope scopes, DateTimeOffset now) =>
        !scopes.HasFlag(KeyScope.Admin) && !await keys.AnyAsync()
            ? Problems.Of(409, "first_key_not_admin", "The first key closes the server to who has none: make one of scope admin first.")
            : await keys.CountValidAsync(now) >= Most
                ? Problems.Of(409, "too_many_keys", $"There are {Most} keys. Revoke some.")
                : null;

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        HttpContext context, string keyId, KeyStore keys, TimeProvider time, ILoggerFactory loggers)
    {
        if (await keys.FindByIdAsync(keyId) is not { } row)
        {
            return Problems.Of(404, "key_not_found", $"There is no key '{CaptionText.Shown(keyId)}'.");
        }

        if (row.RevokedAt is not null)
        {
            return TypedResults.NoContent();
        }

        if (!await keys.RevokeUnlessLastAsync(keyId, ApiKey.Write(KeyScope.Admin), time.GetUtcNow()))
        {
            return Problems.Of(409, "last_admin_key", "No other key opens everything: make another one of scope admin first, or revoke "
                + $"this one on the server with: ./livecaptions keys revoke {keyId}");
        }

        LogRevoked(Logger(loggers), keyId, CallerPrincipal.Of(context.User).KeyId ?? "this machine");
        return TypedResults.NoContent();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ILogger Logger(ILoggerFactory loggers) => loggers.CreateLogger(typeof(KeyEndpoints).FullName!);

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key} made, scope {Scope}, by {Maker}")]
    private static partial void LogMade(ILogger logger, string key, string scope, string maker);

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key} revoked by {By}")]
    private static partial void LogRevoked(ILogger logger, string key, string by);
}
