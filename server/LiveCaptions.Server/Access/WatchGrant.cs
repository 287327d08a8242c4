namespace LiveCaptions.Server.Access;

/// <summary>Why somebody may watch a session.</summary>
/// <param name="Caller">Who may by what they showed; null where anybody may, because the session is public.</param>
public sealed record WatchGrant(Caller? Caller, string SessionId)
{
    /// <summary>Because they call from this machine, and the server is open to it.</summary>
    public bool ByOpenMode => ReferenceEquals(Caller, Access.Caller.ThisMachine);
}
