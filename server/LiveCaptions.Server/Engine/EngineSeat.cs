namespace LiveCaptions.Server.Engine;

/// <summary>An engine in a session's chain.</summary>
/// <param name="Place">From 0, the most wanted one.</param>
/// <param name="Breaker">Whether it fails for this session, whose sound may be what it fails on.</param>
internal sealed record EngineSeat(PooledEngine Engine, int Place, EngineBreaker Breaker)
{
    /// <summary>Why nobody is to try it for this session; null where somebody may.</summary>
    public EngineOutage? Outage => Breaker.Outage ?? Engine.Breaker.Outage;

    public bool IsOpen => Outage is not null;

    /// <returns>Null where it is to be left alone.</returns>
    public EngineTurn? TryBegin() =>
        !Breaker.IsOpen && Engine.Breaker.TryBegin() is { } shared ? new EngineTurn(this, shared, Breaker.TryBegin()) : null;
}
