namespace LiveCaptions.Media.Rtp;

/// <summary>
/// Counts one source's packets for receiver reports: RFC 3550 A.1 (sequence numbers, without the probation, as packets are
/// authenticated), A.3 (loss) and A.8 (jitter). Not thread-safe.
/// </summary>
public sealed class ReceptionStatistics
{
    private const int MaxDropout = 3000;
    private const int MaxMisorder = 100;
    private const int NoRestart = -1;

    private readonly uint _ssrc;
    private readonly int _clockRate;
    private bool _started;
    private ushort _highest;
    private uint _cycles;
    private uint _base;
    private int _restart = NoRestart;
    private uint _received;
    private uint _expectedPrior;
    private uint _receivedPrior;

    // Sixteen times the jitter, as in A.8.
    private long _jitter;
    private uint _transit;
    private SenderReport? _report;
    private TimeSpan _reportAt;

    /// <param name="clockRate">Of the RTP timestamps in Hz.</param>
    public ReceptionStatistics(uint ssrc, int clockRate)
    {
        _ssrc = ssrc;
        _clockRate = clockRate;
    }

    public void Add(in RtpPacket packet, TimeSpan now)
    {
        if (!_started)
        {
            Start(packet.SequenceNumber);
            _transit = Transit(packet, now);
        }

        var ahead = (ushort)(packet.SequenceNumber - _highest);
        if (ahead < MaxDropout)
        {
            Advance(packet.SequenceNumber);
            AddJitter(packet, now);
        }
        else if (ahead <= ushort.MaxValue + 1 - MaxMisorder)
        {
            // A jump: only a second packet that goes on from there says that the sender started anew.
            if (packet.SequenceNumber != _restart)
            {
                _restart = (ushort)(packet.SequenceNumber + 1);
                return;
            }

            Start(packet.SequenceNumber);
            _transit = Transit(packet, now);
        }

        _received++;
    }

    public void Add(in SenderReport report, TimeSpan now)
    {
        _report = report;
        _reportAt = now;
    }

    /// <summary>The report block as of now; the next one's fraction lost counts from here.</summary>
    /// <returns>Null as long as nothing was received.</returns>
    public ReportBlock? TakeReport(TimeSpan now)
    {
        if (!_started)
        {
            return null;
        }

        var expected = _cycles + _highest - _base + 1;
        var lost = (int)Math.Clamp((long)expected - _received, -0x800000, 0x7FFFFF);
        var fraction = FractionLost(expected - _expectedPrior, _received - _receivedPrior);
        _expectedPrior = expected;
        _receivedPrior = _received;
        return new ReportBlock(
            _ssrc, fraction, lost, _cycles + _highest, (uint)Math.Min(_jitter >> 4, uint.MaxValue), LastReport(), SinceReport(now));
    }

    private void Start(ushort sequenceNumber)
    {
        _started = true;
        _base = sequenceNumber;
        _highest = sequenceNumber;
        _cycles = 0;
        _restart = NoRestart;
        _received = 0;
        _expectedPrior = 0;
        _receivedPrior = 0;
    }

    private void Advance(ushort sequenceNumber)
    {
        if (sequenceNumber < _highest)
        {
            _cycles += ushort.MaxValue + 1;
        }

        _highest = sequenceNumber;
        _restart = NoRestart;
    }

    // Only packets in order come here: how late a reordered or a repeated one is says nothing of the way's jitter.
    private void AddJitter(in RtpPacket packet, TimeSpan now)
    {
        var transit = Transit(packet, now);
        var difference = Math.Abs((long)(int)(transit - _transit));
        _transit = transit;
        _jitter += difference - ((_jitter + 8) >> 4);
    }

    private uint Transit(in RtpPacket packet, TimeSpan now) => (uint)(long)(now.TotalSeconds * _clockRate) - packet.Timestamp;

    private static byte FractionLost(uint expected, uint received)
    {
        var lost = (long)expected - received;
        return expected == 0 || lost <= 0 ? (byte)0 : (byte)Math.Min((lost << 8) / expected, byte.MaxValue);
    }

    private uint LastReport() => (uint)((_report?.NtpTime ?? 0) >> 16);

    private uint SinceReport(TimeSpan now) =>
        _report is null ? 0 : (uint)Math.Clamp((now - _reportAt).TotalSeconds * 65536, 0, uint.MaxValue);
}
