using System.Collections.Concurrent;

namespace LiveCaptions.Server.Logs;

/// <summary>Lets through so many lines of a kind in ten seconds; then tells how many more there were.</summary>
internal sealed class LineRate(TimeProvider time, Action<LineKind, int> tell)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<LineKind, Count> _counts = new();

    /// <returns>False when the line is one too many.</returns>
    public bool Allows(LineKind kind, int limit)
    {
        var count = _counts.GetOrAdd(kind, _ => new Count());
        lock (count)
        {
            if (count.Lines == 0)
            {
                count.Timer ??= time.CreateTimer(_ => End(kind, count), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                count.Timer.Change(Window, Timeout.InfiniteTimeSpan);
            }

            return ++count.Lines <= limit || count.Drop();
        }
    }

    private void End(LineKind kind, Count count)
    {
        int dropped;
        lock (count)
        {
            (dropped, count.Lines, count.Dropped) = (count.Dropped, 0, 0);
        }

        if (dropped > 0)
        {
            tell(kind, dropped);
        }
    }

    private sealed class Count
    {
        public int Lines { get; set; }

        public int Dropped { get; set; }

        public ITimer? Timer { get; set; }

        public bool Drop()
        {
            Dropped++;
            return false;
        }
    }
}
