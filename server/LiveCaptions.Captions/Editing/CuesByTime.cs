using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Editing;

/// <summary>Cues of any order, found by when they are shown.</summary>
internal sealed class CuesByTime
{
    /// <summary>Seconds that are looked up at once.</summary>
    private const double Stretch = 10;

    private readonly Dictionary<long, List<(int Order, Cue Cue)>> _stretches = [];
    private int _count;

    public static CuesByTime Of(IEnumerable<Cue> cues)
    {
        var all = new CuesByTime();
        foreach (var cue in cues)
        {
            all.Add(cue);
        }

        return all;
    }

    public void Add(Cue cue)
    {
        for (var at = Place(cue.Start); at <= Place(cue.End); at++)
        {
            if (!_stretches.TryGetValue(at, out var stretch))
            {
                _stretches.Add(at, stretch = []);
            }

            stretch.Add((_count, cue));
        }

        _count++;
    }

    /// <param name="start">Seconds.</param>
    /// <param name="end">Seconds.</param>
    /// <returns>All that are shown between the two, and some that are shown a little before or after, in the order
    /// in which they were added.</returns>
    public List<Cue> Near(double start, double end)
    {
        var found = new SortedDictionary<int, Cue>();
        for (var at = Place(start); at <= Place(end); at++)
        {
            foreach (var (order, cue) in _stretches.GetValueOrDefault(at) ?? [])
            {
                found.TryAdd(order, cue);
            }
        }

        return [.. found.Values];
    }

    private static long Place(double seconds) => (long)Math.Floor(seconds / Stretch);
}
