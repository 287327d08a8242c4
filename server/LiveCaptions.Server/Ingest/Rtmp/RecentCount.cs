namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>How often something happened within the last minute.</summary>
internal sealed class RecentCount(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);
    private readonly Queue<long> _times = [];

    /// <summary>It happens again.</summary>
    /// <returns>How often it did, this time included.</returns>
    public int Add()
    {
        var now = time.GetTimestamp();
        while (_times.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) > Memory)
        {
            _times.Dequeue();
        }

        _times.Enqueue(now);
        return _times.Count;
    }
}
