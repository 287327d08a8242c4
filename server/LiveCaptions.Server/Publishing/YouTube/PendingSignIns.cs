using System.Collections.Concurrent;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>Sign-ins by the page that browsers are away for: few, for some minutes, each redeemed once.</summary>
public sealed class PendingSignIns(TimeProvider time)
{
    private const int Most = 20;
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, (PendingSignIn SignIn, DateTimeOffset Until)> _pending = new(StringComparer.Ordinal);

    public void Add(PendingSignIn signIn)
    {
        var now = time.GetUtcNow();
        foreach (var (state, entry) in _pending.OrderByDescending(pair => pair.Value.Until).Select((pair, i) => (pair, i))
            .Where(x => x.i >= Most - 1 || x.pair.Value.Until <= now).Select(x => x.pair))
        {
            _pending.TryRemove(KeyValuePair.Create(state, entry));
        }

        _pending[signIn.State] = (signIn, now + Lasting);
    }

    /// <returns>Null where nobody began it, it took too long, or it was redeemed already.</returns>
    public PendingSignIn? Take(string state) =>
        _pending.TryRemove(state, out var entry) && entry.Until > time.GetUtcNow() ? entry.SignIn : null;
}
