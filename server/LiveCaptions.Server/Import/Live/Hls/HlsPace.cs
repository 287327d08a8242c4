using LiveCaptions.Media.Hls;

namespace LiveCaptions.Server.Import.Live.Hls;

/// <summary>
/// When a playlist is loaded again (RFC 8216 §6.3.4): a target duration after the last time, half of one where nothing was new.
/// </summary>
internal sealed class HlsPace(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private long _began = time.GetTimestamp();
    private bool _hasChanged = true;

    /// <summary>It is loaded now.</summary>
    public void Begin() => _began = time.GetTimestamp();

    public void Note(bool hasChanged) => _hasChanged = hasChanged;

    public TimeSpan UntilReload(HlsMediaPlaylist playlist)
    {
        var wait = (_hasChanged ? Target(playlist) : Target(playlist) / 2) - time.GetElapsedTime(_began);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    public static TimeSpan AfterFailure(HlsMediaPlaylist playlist) => Target(playlist) / 2;

    // A playlist must not have us load it without a pause, nor forget it.
    private static TimeSpan Target(HlsMediaPlaylist playlist) =>
        TimeSpan.FromTicks(Math.Clamp(playlist.TargetDuration.Ticks, Shortest.Ticks, Longest.Ticks));
}
