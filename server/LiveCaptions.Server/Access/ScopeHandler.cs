using Microsoft.AspNetCore.Authorization;

namespace LiveCaptions.Server.Access;

/// <summary>Lets in who holds the scope that an endpoint asks for; anybody to watch what is public.</summary>
internal sealed class ScopeHandler(AccessControl access, OpenMode open) : AuthorizationHandler<ScopeRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        var caller = CallerPrincipal.Of(context.User);
        var http = (HttpContext)context.Resource!;
        var sessionId = http.GetRouteValue(AccessEndpoints.SessionIdParameter) as string;
        if (caller.May(requirement.Scope, sessionId)
            || (requirement.OrFromHere && open.IsFromHere(http.Request))
            || (requirement.Scope == KeyScope.View && sessionId is not null && await access.GrantWatchAsync(caller, sessionId) is not null))
        {
            context.Succeed(requirement);
        }
    }
}
