namespace LiveCaptions.Server.Access;

/// <summary>Who makes a request, as far as it shows.</summary>
/// <param name="Scopes">What they may do.</param>
public sealed record Caller(KeyScope Scopes)
{
    /// <summary>Gave no key, or one that opens nothing: it is wrong, has expired or was revoked.</summary>
    public static Caller Stranger { get; } = new(KeyScope.None);

    /// <summary>A page or a program of this machine, on a server that nobody else reaches and that has no keys.</summary>
    public static Caller ThisMachine { get; } = new(KeyScope.Admin);

    /// <summary>Id of the key or token they gave.</summary>
    public string? KeyId { get; init; }

    /// <summary>The only session that they may do it with; null for all.</summary>
    public string? SessionId { get; init; }

    /// <summary>Whether they showed who they are, whatever that lets them do.</summary>
    public bool IsKnown => Scopes != KeyScope.None;

    /// <summary>Whether they may do this with that session, or, without one, with the server.</summary>
    public bool May(KeyScope needed, string? sessionId) =>
        SessionId is null ? Holds(needed) : SessionId == sessionId && Holds(needed);

    private bool Holds(KeyScope needed) =>
        Scopes.HasFlag(needed) || Scopes.HasFlag(KeyScope.Admin) || (needed == KeyScope.View && Scopes.HasFlag(KeyScope.Edit));
}
