namespace LiveCaptions.Media.WebRtc;

/// <summary>One connection's time, and when something authentic came last. Thread-safe.</summary>
internal sealed class PeerClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();
    private long _heard = time.GetTimestamp();

    /// <summary>Since the connection was made; never goes back.</summary>
    public TimeSpan Now => time.GetElapsedTime(_origin);

    public TimeSpan SinceHeard => time.GetElapsedTime(Volatile.Read(ref _heard));

    public void Heard() => Volatile.Write(ref _heard, time.GetTimestamp());
}
