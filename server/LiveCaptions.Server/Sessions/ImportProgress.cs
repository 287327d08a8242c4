using System.Collections.Concurrent;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>How far the imports of this process are: written by who imports, read by who looks. Thread-safe.</summary>
public sealed class ImportProgress
{
    private readonly ConcurrentDictionary<string, ImportStatus> _standings = new(StringComparer.Ordinal);

    public void Set(string id, ImportStatus standing) => _standings[id] = standing;

    public void Remove(string id) => _standings.TryRemove(id, out _);

    /// <summary>The view, with how far its import is.</summary>
    public SessionView Complete(SessionView view)
    {
        if (view.State.IsOver() || !_standings.TryGetValue(view.Id, out var standing))
        {
            return view;
        }

        var done = standing.Seconds is > 0 and var seconds
            ? Math.Clamp((view.Duration - (view.Lag ?? 0)) / seconds, 0, 1)
            : standing.Done;
        return view with { Message = standing.Message, Progress = done is { } share ? Math.Round(share, 3) : null };
    }
}
