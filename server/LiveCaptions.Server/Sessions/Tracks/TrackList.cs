namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>The tracks of a live session, in the order of their numbers. Thread-safe; it only grows.</summary>
internal sealed class TrackList
{
    private readonly Lock _lock = new();
    private readonly List<AudioTrack> _tracks = [];

    public IReadOnlyList<AudioTrack> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _tracks];
            }
        }
    }

    /// <summary>Samples of the session: to where its longest track reaches; null where there is no track.</summary>
    public long? Length => All.Max(t => (long?)(t.Recording.Length + t.Offset));

    public bool AreClosed => All.All(t => t.IsClosed);

    public void Add(AudioTrack track)
    {
        lock (_lock)
        {
            _tracks.Add(track);
        }
    }
}
