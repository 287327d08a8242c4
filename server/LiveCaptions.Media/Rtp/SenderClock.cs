namespace LiveCaptions.Media.Rtp;

/// <summary>
/// Compares a sender's RTP clock with its wall clock from report to report. libwebrtc stops the RTP clock while a track is
/// detached (or a device is lost), so that timestamps alone would hide the pause.
/// </summary>
internal sealed class SenderClock
{
    private static readonly TimeSpan Drift = TimeSpan.FromMilliseconds(100);

    // Between two reports: what crystals differ by, or a report that was held up for a moment.
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(20);

    // How much earlier or later than the one before a report may come. A wall clock that was set is not confirmed by ours.
    private static readonly TimeSpan Transit = TimeSpan.FromMilliseconds(500);

    private SenderReport? _last;
    private TimeSpan _lastAt;

    // How much later than its RTP clock the sender's wall clock is by now, and how much of that was said to be a pause.
    private TimeSpan _behind;
    private TimeSpan _paused;

    /// <summary>
    /// How long the RTP clock stood still between the report before and this one; zero for what is mere drift,
    /// or not confirmed by our own clock.
    /// </summary>
    public TimeSpan Pause(in SenderReport report, TimeSpan now)
    {
        var pause = TimeSpan.Zero;
        if (_last is { } last)
        {
            // The RTP time may go back: reports sent during the pause have it go on.
            var rtp = TimeSpan.FromSeconds((double)(int)(report.RtpTimestamp - last.RtpTimestamp) / RtpAudioReceiver.ClockRate);
            var wall = TimeSpan.FromSeconds((long)(report.NtpTime - last.NtpTime) / (double)(1L << 32));
            var step = wall - rtp;
            if (step.Duration() > Noise && wall <= now - _lastAt + Transit)
            {
                // A report that was off one way is off the other way with the next: only what goes beyond what it was before is a pause.
                _behind += step;
                pause = _behind - _paused > Drift ? _behind - _paused : TimeSpan.Zero;
                _paused += pause;
            }
        }

        _last = report;
        _lastAt = now;
        return pause;
    }

    /// <summary>The next report is compared with none before it.</summary>
    public void Forget()
    {
        _last = null;
        _behind = _paused = TimeSpan.Zero;
    }
}
