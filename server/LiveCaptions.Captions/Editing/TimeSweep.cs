namespace LiveCaptions.Captions.Editing;

/// <summary>Finds what is shown during one stretch of time after another, in one pass over all.</summary>
/// <param name="all">In order of start.</param>
/// <param name="times">Start and end of one, in seconds.</param>
internal sealed class TimeSweep<T>(IReadOnlyList<T> all, Func<T, (double Start, double End)> times)
{
    /// <summary>Seconds: what began longer before a stretch is not looked for.</summary>
    private const double Longest = 60;

    /// <summary>Of more at one time only the first are looked at: nobody shows so many, and each is held against each.</summary>
    private const int MaxNear = 500;

    private readonly List<T> _open = [];
    private int _next;

    /// <param name="start">Seconds, no less than the one before.</param>
    /// <param name="end">Seconds.</param>
    /// <returns>In order of start.</returns>
    public List<T> Near(double start, double end)
    {
        for (; _next < all.Count && times(all[_next]).Start <= start; _next++)
        {
            if (_open.Count == MaxNear)
            {
                Forget(start);
            }

            if (_open.Count < MaxNear)
            {
                _open.Add(all[_next]);
            }
        }

        Forget(start);
        return [.. _open, .. all.Skip(_next).TakeWhile(one => times(one).Start < end).Take(MaxNear)];
    }

    private void Forget(double start) => _open.RemoveAll(one => times(one) is var (from, to) && (to <= start || from < start - Longest));
}
