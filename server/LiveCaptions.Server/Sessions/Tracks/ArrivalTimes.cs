namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// When which sample came in, for latency and lag. Keeps the last five minutes and more in 20 ms steps;
/// what is older is forgotten. Thread-safe.
/// </summary>
public sealed class ArrivalTimes
{
    private const int Capacity = 16_384;
    private const int Step = 320;

    private readonly Lock _lock = new();
    private readonly List<(long End, DateTimeOffset At)> _entries = [];
    private int _oldest;

    /// <param name="end">Position behind the last sample that came.</param>
    public void Add(long end, DateTimeOffset at)
    {
        lock (_lock)
        {
            if (_entries.Count > 0 && end < Entry(_entries.Count - 1).End + Step)
            {
                return;
            }

            if (_entries.Count < Capacity)
            {
                _entries.Add((end, at));
            }
            else
            {
                _entries[_oldest] = (end, at);
                _oldest = (_oldest + 1) % Capacity;
            }
        }
    }

    /// <summary>When the sample before <paramref name="position"/> had come; null when that is forgotten or has not come.</summary>
    public DateTimeOffset? Find(long position)
    {
        lock (_lock)
        {
            if (_entries.Count == 0 || position > Entry(_entries.Count - 1).End + Step
                || (_entries.Count == Capacity && position < Entry(0).End))
            {
                return null;
            }

            var (low, high) = (0, _entries.Count - 1);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = Entry(middle).End >= position ? (low, middle) : (middle + 1, high);
            }

            return Entry(low).At;
        }
    }

    private (long End, DateTimeOffset At) Entry(int index) => _entries[(_oldest + index) % _entries.Count];
}
