using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Live.Hls;

/// <summary>
/// How many segments were shown of each live session, by language: what a player has seen in a playlist stays in it. Goes with the session.
/// </summary>
internal sealed class HlsProgress
{
    private readonly ConditionalWeakTable<LiveSession, ConcurrentDictionary<string, int>> _shown = new();

    /// <summary>Segments that were shown so far.</summary>
    /// <param name="language">Tag of a translation, or empty; one that the session has.</param>
    public int Of(LiveSession session, string language = "") =>
        _shown.TryGetValue(session, out var shown) ? shown.GetValueOrDefault(language) : 0;

    /// <returns>The larger of now and ever.</returns>
    public int Raise(LiveSession session, int segments, string language = "") =>
        _shown.GetOrCreateValue(session).AddOrUpdate(language, segments, (_, before) => Math.Max(before, segments));
}
