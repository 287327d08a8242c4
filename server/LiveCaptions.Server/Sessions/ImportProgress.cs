using System.Collections.Concurrent;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>How far the imports of this process are: written by who imports, read by who looks. Thread-safe.</summary>
public sealed class ImportProgress
{
    private readonly ConcurrentDictionary<string, ImportStatus> _statuses = new(StringComparer.Ordinal);

    public void Set(string id, ImportStatus status) => _statuses[id] = status;

    public void Remove(string id) => _statuses.TryRemove(id, out _);

    /// <summary>The view, with how far its import is.</summary>
    public SessionView Complete(SessionView view)
    {
        if (view.State.IsOver() || !_statuses.TryGetValue(view.Id, out var status))
        {
            return view;
        }

        var done = status.Seconds is > 0 and var seconds
            ? Math.Clamp((view.Duration - (view.Lag ?? 0)) / seconds, 0, 1)
            : status.Done;
        return view with { Message = status.Message, Progress = done is { } share ? Math.Round(share, 3) : null };
    }
}
