using System.Collections.Concurrent;

namespace LiveCaptions.Server.Live.Hls;

/// <summary>How many segments were shown of each live session: what a player has seen in a playlist stays in it.</summary>
internal sealed class HlsProgress
{
    private const int MaxSessions = 1_000;
    private readonly ConcurrentDictionary<string, int> _shown = new();

    /// <returns>The larger of now and ever.</returns>
    public int Raise(string sessionId, int segments)
    {
        if (_shown.Count >= MaxSessions && !_shown.ContainsKey(sessionId))
        {
            return segments;
        }

        return _shown.AddOrUpdate(sessionId, segments, (_, before) => Math.Max(before, segments));
    }

    public void Forget(string sessionId) => _shown.TryRemove(sessionId, out _);
}
