using Microsoft.AspNetCore.Authorization;

namespace LiveCaptions.Server.Access;

/// <summary>What the caller of an endpoint needs.</summary>
public sealed class ScopeRequirement(KeyScope scope) : IAuthorizationRequirement
{
    public KeyScope Scope => scope;

    /// <summary>Whether programs of this machine may without a key, on a server that nobody else reaches: monitoring.</summary>
    public bool OrFromHere { get; init; }

    public override string ToString() => OrFromHere ? $"{ApiKey.Write(scope)}, or from here" : ApiKey.Write(scope);
}
