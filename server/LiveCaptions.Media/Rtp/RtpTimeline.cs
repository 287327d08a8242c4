namespace LiveCaptions.Media.Rtp;

/// <summary>
/// Where a stream's packets belong in its output, by their RTP timestamps, and how much may be written at all: never more
/// than time has passed since the first packet, and 2 s. Positions are samples of 16 kHz, timestamps run at 48 kHz.
/// </summary>
internal sealed class RtpTimeline
{
    private const int TicksPerSample = RtpAudioReceiver.ClockRate / RtpAudioReceiver.OutputSampleRate;

    // A sender whose timestamps follow its clock and not its samples: up to 5 ms are carried along instead of being cut
    // out or filled in packet by packet.
    private const int Tolerance = RtpAudioReceiver.ClockRate / 200;

    // Clocks run apart by up to 0.1 %, which is ten times what crystals do.
    private const double FastestClock = 1.001;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private TimeSpan _start;
    private bool _anchored;

    // The timestamp of the next sample to be written.
    private uint _expected;

    /// <summary>Samples written so far.</summary>
    public long Position { get; private set; }

    public static long SamplesIn(TimeSpan time) => time.Ticks / (TimeSpan.TicksPerSecond / RtpAudioReceiver.OutputSampleRate);

    public void Start(TimeSpan now) => _start = now;

    /// <summary>
    /// Where the packet belongs, relative to what was written: so many samples later, or (negative) so many of its
    /// first samples were already there.
    /// </summary>
    /// <param name="samples">The packet's.</param>
    /// <param name="exactly">Even a small gap counts, as a packet is missing there.</param>
    /// <param name="passed">Time since the packet before.</param>
    /// <returns>False when the timestamp is the first or cannot be true: the packet then belongs right behind what was written.</returns>
    public bool TryPlace(uint timestamp, int samples, bool exactly, TimeSpan passed, TimeSpan now, out int offset)
    {
        offset = 0;
        var ticks = (long)(int)(timestamp - _expected);
        var distance = ticks / TicksPerSample;
        if (!_anchored || distance <= -samples || distance > SamplesIn(passed + Slack) || !Allows(distance, now))
        {
            Anchor(timestamp);
            return false;
        }

        if (Math.Abs(ticks) >= Tolerance || (exactly && ticks > 0))
        {
            offset = (int)distance;
        }

        return true;
    }

    /// <summary>Whether so many samples may be written now.</summary>
    public bool Allows(long samples, TimeSpan now) => Position + samples <= SamplesIn(((now - _start) * FastestClock) + Slack);

    /// <summary>Samples were written that the sender's clock stands for.</summary>
    public void Advance(int samples)
    {
        Position += samples;
        Skip(samples);
    }

    /// <summary>Samples of the sender's time that were not written.</summary>
    public void Skip(int samples) => _expected += (uint)(samples * TicksPerSample);

    /// <summary>Samples were written that the sender's clock does not know of.</summary>
    public void Insert(long samples) => Position += samples;

    /// <summary>The next packet belongs right behind what was written, whatever its timestamp.</summary>
    public void Release() => _anchored = false;

    private void Anchor(uint timestamp)
    {
        _anchored = true;
        _expected = timestamp;
    }
}
