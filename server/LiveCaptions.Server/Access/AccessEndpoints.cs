using Microsoft.AspNetCore.Authorization;

namespace LiveCaptions.Server.Access;

/// <summary>Every endpoint says who may: by one of these. One that says nothing is for holders of an admin key.</summary>
public static class AccessEndpoints
{
    /// <summary>Route parameter that names the session which a token has to be of.</summary>
    public const string SessionIdParameter = "id";

    /// <summary>For holders of a key, or a token of the session in the route, of this scope.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, KeyScope scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.Require(new ScopeRequirement(scope));

    /// <summary>For who may watch, and for programs of this machine where nobody else reaches the server.</summary>
    public static TBuilder ForMonitoring<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Require(new ScopeRequirement(KeyScope.View) { OrFromHere = true });

    /// <summary>For everybody.</summary>
    /// <param name="why">Who or what decides instead, or why nobody has to.</param>
    public static TBuilder OpenTo<TBuilder>(this TBuilder endpoint, string why)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenDoor(why), new AllowAnonymousAttribute());

    private static TBuilder Require<TBuilder>(this TBuilder endpoint, ScopeRequirement requirement)
        where TBuilder : IEndpointConventionBuilder => endpoint
        .WithMetadata(requirement)
        .RequireAuthorization(PolicyOf(requirement));

    internal static AuthorizationPolicy PolicyOf(ScopeRequirement requirement) =>
        new AuthorizationPolicyBuilder(CallerAuthentication.Scheme).AddRequirements(requirement).Build();
}
