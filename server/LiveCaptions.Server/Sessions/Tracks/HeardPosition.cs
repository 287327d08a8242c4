namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>How far a track is recognised. Thread-safe.</summary>
/// <param name="start">From where on recognition goes, in samples of the track.</param>
internal sealed class HeardPosition(long start)
{
    private readonly Lock _lock = new();
    private long _final = start;
    private RecordingReader? _reader;

    /// <summary>Up to here nothing is left to recognise.</summary>
    public long Final => Volatile.Read(ref _final);

    /// <summary>Up to here recognition has read.</summary>
    public long Newest => Math.Max(Volatile.Read(ref _reader)?.Position ?? 0, Final);

    /// <summary>A run of recognition reads from here.</summary>
    public void Follow(RecordingReader reader) => Volatile.Write(ref _reader, reader);

    /// <returns>By how many samples that is further than before.</returns>
    public long Reach(long position)
    {
        lock (_lock)
        {
            var further = Math.Max(0, position - _final);
            Volatile.Write(ref _final, _final + further);
            return further;
        }
    }
}
