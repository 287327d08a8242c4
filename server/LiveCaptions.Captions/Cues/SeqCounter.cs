namespace LiveCaptions.Captions.Cues;

/// <summary>Numbers a session's messages, whoever makes them: each is higher than the one before. Thread-safe.</summary>
/// <param name="last">The last one that was given out before.</param>
public sealed class SeqCounter(long last = 0)
{
    private long _last = last;

    /// <summary>The last one given out.</summary>
    public long Last => Interlocked.Read(ref _last);

    public long Next() => Interlocked.Increment(ref _last);

    /// <summary>All up to this one are given out.</summary>
    public void SkipTo(long seq)
    {
        for (var seen = Last; seen < seq; seen = Last)
        {
            Interlocked.CompareExchange(ref _last, seq, seen);
        }
    }
}
