namespace LiveCaptions.Server.Access;

/// <summary>Somebody's leave to watch, for as long as it lasts.</summary>
public sealed class AccessLease : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Action<AccessLease> _forget;

    internal AccessLease(Action<AccessLease> forget) => _forget = forget;

    /// <summary>Cancelled once they may no longer.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>They have left.</summary>
    public void Dispose() => _forget(this);

    internal void End()
    {
        _forget(this);
        _end.Cancel();
    }
}
