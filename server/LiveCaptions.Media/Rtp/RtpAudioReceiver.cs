using System.Buffers;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Media.Rtp;

/// <summary>
/// One publisher's Opus over RTP to int16 samples, 16 kHz mono, whose positions are the sender's RTP time and not the time
/// of arrival: what is lost comes out as concealed audio or silence of its exact length, and nothing in a header makes more
/// audio than time has passed (and 2 s). Times are monotonic, of any origin. Not thread-safe.
/// </summary>
public sealed class RtpAudioReceiver : IDisposable
{
    /// <summary>Of Opus's RTP timestamps, whatever the packets hold (RFC 7587 §4.1).</summary>
    public const int ClockRate = 48_000;

    public const int OutputSampleRate = OpusDecoder.OutputSampleRate;

    private static readonly TimeSpan SourceSilence = TimeSpan.FromMilliseconds(500);

    // A network that stalls for as long is given up, and everything else that is quiet for as long is a pause.
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(10);

    private readonly byte _payloadType;
    private readonly OpusDecoder _decoder = new();
    private readonly JitterBuffer _buffer;
    private readonly RtpTimeline _timeline = new();
    private readonly SenderClock _senderClock = new();
    private readonly RtpSampleWriter _writer;

    private ReceptionStatistics? _statistics;
    private bool _ended;

    // Of the newest packet in order that had audio.
    private TimeSpan _lastArrival;
    private int _lastSamples;

    // Packets missing, or refused, since that one.
    private long _missing;

    // Silence written since that one, while nothing came.
    private long _ahead;

    /// <param name="payloadType">Opus's, as agreed.</param>
    /// <param name="nack">The sender may be asked to send again; <see cref="TakeNacks"/> says what.</param>
    public RtpAudioReceiver(byte payloadType, bool nack)
    {
        _payloadType = payloadType;
        _buffer = new JitterBuffer(nack);
        _writer = new RtpSampleWriter(_decoder, _timeline);
    }

    /// <summary>The source that is listened to; null before the first packet.</summary>
    public uint? Ssrc { get; private set; }

    /// <summary>When the packet of the first sample came; null before.</summary>
    public TimeSpan? FirstPacketAt { get; private set; }

    /// <summary>When the source was last heard; null before the first packet.</summary>
    public TimeSpan? LastPacketAt { get; private set; }

    /// <summary>All samples written.</summary>
    public long WrittenSamples => _timeline.Position;

    /// <summary>
    /// Those of them that stand for lost audio: made up, or silence; and those that were refused as too many. What FEC restored
    /// is not among them, nor are pauses of the sender.
    /// </summary>
    public long LostSamples => _writer.LostSamples;

    /// <summary>Packets of other sources, or first ones of another payload type.</summary>
    public long ForeignPackets { get; private set; }

    /// <summary>Packets that were no Opus, or held more audio than time has passed.</summary>
    public long RefusedPackets { get; private set; }

    /// <inheritdoc cref="OpusDecoder.Notice"/>
    public AudioNotice? Notice => _decoder.Notice;

    /// <summary>
    /// When to call <see cref="Tick"/>, and then <see cref="TakeNacks"/>, if nothing comes before; null: not before a packet comes.
    /// </summary>
    public TimeSpan? NextDeadline => _buffer.NextDeadline;

    /// <summary>Takes a decrypted packet; the samples that it completes go to <paramref name="output"/>.</summary>
    public void Receive(in RtpPacket packet, TimeSpan now, IBufferWriter<short> output)
    {
        // 1. Whose is it?
        if (packet.Ssrc != Ssrc && !TrySwitch(packet, now, output))
        {
            ForeignPackets++;
            return;
        }

        // 2. Count it for receiver reports.
        LastPacketAt = now;
        _statistics!.Add(packet, now);

        // 3. Put it in its place. Another payload type (such as tones) keeps its number, or it would be missed; it has no audio for us.
        _buffer.Add(packet.PayloadType == _payloadType ? packet : packet with { Payload = default }, now);

        // 4. Decode what is in order.
        Tick(now, output);
    }

    /// <summary>
    /// Takes a sender report. A pause that the sender's RTP clock slept through becomes silence, which is not lost audio.
    /// </summary>
    public void Receive(in SenderReport report, TimeSpan now, IBufferWriter<short> output)
    {
        if (report.Ssrc != Ssrc)
        {
            return;
        }

        _statistics!.Add(report, now);
        _writer.InsertSilence(RtpTimeline.SamplesIn(_senderClock.Pause(report, now)), now, output);
    }

    /// <summary>The source says BYE: the next one need not wait for it to be silent.</summary>
    public void ReceiveBye(uint ssrc) => _ended |= ssrc == Ssrc;

    /// <summary>
    /// Writes what need not wait any longer; of a long pause the silence, while it lasts and not in one piece at its end.
    /// </summary>
    public void Tick(TimeSpan now, IBufferWriter<short> output)
    {
        while (_buffer.TryTake(now, out var packet))
        {
            Write(packet, now, output);
        }

        var due = Quiet(now - LongPause);
        if (due > 0 && _buffer.NextDeadline is null)
        {
            _writer.WriteSilence((int)due, output);
            _ahead += due;
        }
    }

    /// <summary>Writes what still waits for missing packets: the stream ends here.</summary>
    public void Flush(TimeSpan now, IBufferWriter<short> output)
    {
        while (_buffer.TryTake(TimeSpan.MaxValue, out var packet))
        {
            Write(packet, now, output);
        }
    }

    /// <inheritdoc cref="JitterBuffer.TakeNacks"/>
    public int TakeNacks(TimeSpan now, Span<ushort> sequenceNumbers) => _buffer.TakeNacks(now, sequenceNumbers);

    /// <inheritdoc cref="ReceptionStatistics.TakeReport"/>
    public ReportBlock? TakeReport(TimeSpan now) => _statistics?.TakeReport(now);

    public void Dispose() => _decoder.Dispose();

    /// <summary>
    /// Another source is listened to once the one before has said BYE or was silent for half a second. Its first sample is
    /// placed by the time since the last packet. That silence is not lost audio: no number says that anything was sent.
    /// </summary>
    private bool TrySwitch(in RtpPacket packet, TimeSpan now, IBufferWriter<short> output)
    {
        var busy = !_ended && LastPacketAt is { } last && now - last < SourceSilence;
        if (busy || packet.PayloadType != _payloadType)
        {
            return false;
        }

        Flush(now, output);
        _writer.InsertSilence(Quiet(now), now, output);
        Ssrc = packet.Ssrc;
        _ended = false;
        _missing = _ahead = 0;
        _statistics = new ReceptionStatistics(packet.Ssrc, ClockRate);
        _buffer.Reset();
        _decoder.Reset();
        _timeline.Release();
        _senderClock.Forget();
        return true;
    }

    private void Write(in BufferedPacket packet, TimeSpan now, IBufferWriter<short> output)
    {
        _missing += packet.Missing;
        if (packet.Payload.IsEmpty)
        {
            return;
        }

        // 1. How long is it? One that is no Opus is as good as lost.
        var samples = _decoder.SamplesIn(packet.Payload);
        if (samples == 0)
        {
            Refuse();
            return;
        }

        // 2. Where does it belong?
        var overlap = Place(packet, samples, now, output);
        if (!_timeline.Allows(samples, now))
        {
            RefusedPackets++;
            _writer.CountLost(samples);
            _timeline.Skip(samples);
            return;
        }

        // 3. Decode it.
        if (!_writer.TryDecode(packet.Payload, samples, overlap, output))
        {
            Refuse();
        }
    }

    private void Refuse()
    {
        RefusedPackets++;
        _missing++;
    }

    /// <summary>Fills what the timestamps leave open before the packet.</summary>
    /// <returns>How many of the packet's first samples were already written.</returns>
    private int Place(in BufferedPacket packet, int samples, TimeSpan now, IBufferWriter<short> output)
    {
        if (FirstPacketAt is null)
        {
            FirstPacketAt = packet.Arrival;
            _lastArrival = packet.Arrival;
            _timeline.Start(packet.Arrival);
        }

        var passed = packet.Arrival > _lastArrival ? packet.Arrival - _lastArrival : TimeSpan.Zero;
        if (!_timeline.TryPlace(packet.Timestamp, samples, exactly: _missing > 0, passed, now, out var offset))
        {
            _senderClock.Forget();
            if (_ahead > 0)
            {
                // The sender's clock stood still through the pause: ours says how long it was.
                _writer.InsertSilence(Quiet(packet.Arrival), now, output);
            }
        }

        if (offset > 0)
        {
            _writer.Fill(
                offset, _ahead, Math.Min(offset + _ahead, _missing * Math.Max(samples, _lastSamples)), packet.Payload, output);
        }

        _lastArrival = packet.Arrival;
        _lastSamples = samples;
        _missing = _ahead = 0;
        return Math.Max(0, -offset);
    }

    /// <summary>
    /// Samples of the time up to <paramref name="end"/> for which nothing came and nothing was written; negative before that.
    /// </summary>
    private long Quiet(TimeSpan end) => FirstPacketAt is null ? 0 : RtpTimeline.SamplesIn(end - _lastArrival) - _lastSamples - _ahead;
}
