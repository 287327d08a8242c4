namespace LiveCaptions.Media.Rtp;

/// <summary>
/// Compares a sender's RTP clock with its wall clock from report to report. libwebrtc stops the RTP clock while a track is
/// detached (or a device is lost), so that timestamps alone would hide the pause.
/// </summary>
internal sealed class SenderClock
{
    private static readonly TimeSpan Drift = TimeSpan.FromMilliseconds(100);

    // How much earlier or later than the one before a report may come. A wall clock that was set is not confirmed by ours.
    private static readonly TimeSpan Transit = TimeSpan.FromMilliseconds(500);

    private SenderReport? _last;
    private TimeSpan _lastAt;

    /// <summary>How long the RTP clock stood still between the report before and this one; zero for what is mere drift, or not confirmed by our own clock.</summary>
    public TimeSpan Pause(in SenderReport report, TimeSpan now)
    {
        var pause = TimeSpan.Zero;
        if (_last is { } last)
        {
            // The RTP time may go back: reports sent during the pause have it go on.
            var rtp = TimeSpan.FromSeconds((double)(int)(report.RtpTimestamp - last.RtpTimestamp) / RtpAudioReceiver.ClockRate);
            var wall = TimeSpan.FromSeconds((long)(report.NtpTime - last.NtpTime) / (double)(1L << 32));
            pause = wall - rtp > Drift && wall <= now - _lastAt + Transit ? wall - rtp : TimeSpan.Zero;
        }

        _last = report;
        _lastAt = now;
        return pause;
    }

    /// <summary>The next report is compared with none before it.</summary>
    public void Forget() => _last = null;
}
