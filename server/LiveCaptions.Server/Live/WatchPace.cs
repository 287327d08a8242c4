namespace LiveCaptions.Server.Live;

/// <summary>How often one connection may begin to watch: as often as it has sessions to watch, and again after a while.</summary>
internal sealed class WatchPace(TimeProvider time, int atOnce)
{
    private const double PerSecond = 2;

    private double _left = atOnce;
    private long _last = time.GetTimestamp();

    /// <returns>False when it is too often.</returns>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(atOnce, _left + (time.GetElapsedTime(_last, now).TotalSeconds * PerSecond));
        _last = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
