using System.Runtime.CompilerServices;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Live.Hls;

/// <summary>
/// How many segments were shown of each live session: what a player has seen in a playlist stays in it. Goes with the session.
/// </summary>
internal sealed class HlsProgress
{
    private readonly ConditionalWeakTable<LiveSession, StrongBox<int>> _shown = new();

    /// <summary>Segments that were shown so far.</summary>
    public int Of(LiveSession session) => _shown.TryGetValue(session, out var shown) ? Volatile.Read(ref shown.Value) : 0;

    /// <returns>The larger of now and ever.</returns>
    public int Raise(LiveSession session, int segments)
    {
        var shown = _shown.GetOrCreateValue(session);
        lock (shown)
        {
            return shown.Value = Math.Max(shown.Value, segments);
        }
    }
}
