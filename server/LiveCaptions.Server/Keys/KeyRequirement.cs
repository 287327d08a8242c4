using LiveCaptions.Server.Api;

namespace LiveCaptions.Server.Keys;

/// <summary>Endpoints that ask for a key where keys are asked for.</summary>
public static class KeyRequirement
{
    public static RouteHandlerBuilder RequireScope(this RouteHandlerBuilder endpoint, KeyScope scope) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        var ring = http.RequestServices.GetRequiredService<KeyRing>();
        if (await ring.AllowsAsync(http, scope, http.GetRouteValue("id") as string))
        {
            return await next(context);
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(401, "key_required", $"This needs the header 'Authorization: Bearer KEY' with a key of scope '{ApiKey.Write(scope)}'. Make one with: ./livecaptions keys create --scope {ApiKey.Write(scope)}");
    });
}
