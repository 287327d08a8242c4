using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LiveCaptions.Server.Api;

/// <summary><c>/api/sessions/{id}/pass</c>: lets a page's player and links read a session without the key in their addresses.</summary>
internal static class PassEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/sessions/{id}/pass", IssueAsync).RequireScope(KeyScope.View)
        .WithSummary("For browsers: a cookie for this session's sound and quality page, for 12 hours at most, as long as the key holds");

    private static async Task<Results<NoContent, ProblemHttpResult>> IssueAsync(
        HttpContext context, string id, SessionDirectory directory, BrowserPasses passes)
    {
        if (await directory.FindAsync(id) is null)
        {
            return Problems.NoSession(id);
        }

        // Who got here without a key needs none there.
        if (CallerPrincipal.Of(context.User).KeyId is not null && BearerToken.Of(context.Request) is { } key)
        {
            context.Response.Cookies.Append(BrowserPasses.Cookie, passes.Issue(key, id), new CookieOptions
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                SameSite = SameSiteMode.Strict,
                Path = $"{context.Request.PathBase}/api/sessions/{id}",
                MaxAge = BrowserPasses.Lasts,
            });
        }

        return TypedResults.NoContent();
    }
}
