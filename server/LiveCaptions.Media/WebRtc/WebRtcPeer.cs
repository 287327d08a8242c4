using System.Buffers;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Rtp;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Ice;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Media.WebRtc;

/// <summary>
/// One publisher's connection, from the first datagram to 16 kHz samples: (1) connectivity checks show where it is, (2) DTLS who it is,
/// and gives the keys, (3) SRTP is decrypted and goes to the RTP receiver, (4) reports and requests for lost packets go back.
/// Datagrams come from the sockets' threads; everything with state happens where <see cref="ReceiveAsync"/> is called.
/// </summary>
public sealed partial class WebRtcPeer : IDisposable
{
    /// <summary>A few are those of a source that has just ended, or tones.</summary>
    private const int ManyForeign = 100;

    private readonly PeerLimits _limits;
    private readonly TimeProvider _time;
    private readonly PeerClock _clock;
    private readonly DtlsTransport _dtls;
    private readonly PeerInbox _inbox = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RtpAudioReceiver _audio;
    private readonly int? _videoPayloadType;
    private readonly PeerFeedback _feedback;
    private SrtpContext? _fromPublisher;

    public WebRtcPeer(DtlsIdentity identity, DtlsHandshakes handshakes, PeerOffer offer, PeerLimits limits, TimeProvider time)
    {
        (_limits, _time, _clock) = (limits, time, new PeerClock(time));
        Ice = new IceLiteAgent(offer.Ice);
        _videoPayloadType = offer.VideoPayloadType;
        _audio = new RtpAudioReceiver(offer.PayloadType, offer.Nack);
        _feedback = new PeerFeedback(_audio, Send);
        _dtls = new DtlsTransport(handshakes, identity, offer.Fingerprints, Send);
    }

    public IceLiteAgent Ice { get; }

    /// <summary>Since something authentic came.</summary>
    public TimeSpan SinceHeard => _clock.SinceHeard;

    /// <summary>Since the first audio packet came; zero before it.</summary>
    public TimeSpan SinceFirstPacket => _audio.FirstPacketAt is { } first ? _clock.Now - first : TimeSpan.Zero;

    /// <summary>16 kHz samples that were lost on the way and stand concealed among those given out.</summary>
    public long LostSamples => _audio.LostSamples;

    /// <summary>What happened to the sound so far; the same again and again.</summary>
    public IEnumerable<AudioNotice?> Notices =>
    [
        _audio.Notice,
        _audio.RefusedPackets == 0
            ? null
            : new AudioNotice("packetsRefused", "Packets were no Opus, or held more sound than time had passed: they are missing."),
        _audio.ForeignPackets < ManyForeign
            ? null
            : new AudioNotice(
                "otherTracks", "There are several sources of sound: the one that was there first is captioned, and no other."),
    ];

    /// <summary>Why the handshake failed.</summary>
    public DtlsException? Failure { get; private set; }

    /// <summary>Waits until the publisher has got through and shown who it is.</summary>
    /// <returns>Null when it is connected.</returns>
    public async Task<PeerEnd?> ConnectAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_limits.Connect, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _greeted.Task.WaitAsync(either.Token);
            var keys = await _dtls.AcceptAsync(either.Token);
            _fromPublisher = keys.OpenClientContext();
            _feedback.Protect(keys.OpenServerContext());
            _clock.Heard();
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return _greeted.Task.IsCompleted ? PeerEnd.HandshakeFailed : PeerEnd.NeverConnected;
        }
        catch (DtlsException exception)
        {
            Failure = exception;
            return PeerEnd.HandshakeFailed;
        }
    }

    /// <summary>Waits for datagrams and takes those that are there. Returns with samples, and several times a second without.</summary>
    /// <param name="samples">What is complete is added here: 16 kHz, mono.</param>
    /// <returns>Why the connection is over; null while it is not.</returns>
    public async ValueTask<PeerEnd?> ReceiveAsync(IBufferWriter<short> samples, CancellationToken cancellationToken)
    {
        await _inbox.WaitAsync(cancellationToken);
        var isOpen = Drain(samples);
        _feedback.SendDue(_clock.Now);
        if (isOpen && _clock.SinceHeard <= _limits.Vanish)
        {
            return null;
        }

        _audio.Flush(_clock.Now, samples);
        return isOpen ? PeerEnd.Vanished : PeerEnd.Closed;
    }

    /// <summary>The publisher said that this was all: takes what has arrived, and does not wait for what is missing between it.</summary>
    public void Finish(IBufferWriter<short> samples)
    {
        Drain(samples);
        _audio.Flush(_clock.Now, samples);
    }

    /// <summary>Says farewell; datagrams that still come go nowhere.</summary>
    public void Dispose()
    {
        _dtls.Dispose();
        _inbox.Close();
        _audio.Dispose();
        _fromPublisher?.Dispose();
        _feedback.Dispose();
    }

    /// <returns>False when the publisher has closed the connection.</returns>
    private bool Drain(IBufferWriter<short> samples)
    {
        // No more than there can be at once: what comes meanwhile has its turn after whoever waits for this one's end.
        for (var i = 0; i < PeerInbox.Capacity && _inbox.TryTake(out var datagram); i++)
        {
            try
            {
                Take(datagram, samples);
            }
            finally
            {
                datagram.Return();
            }
        }

        _audio.Tick(_clock.Now, samples);
        return _dtls.Pump();
    }

    private void Take(PeerDatagram datagram, IBufferWriter<short> samples)
    {
        switch (datagram.Kind)
        {
            case DatagramKind.Rtp when _fromPublisher!.TryUnprotectRtp(datagram.Bytes, out var length):
                TakeAudio(datagram, length, samples);
                break;
            case DatagramKind.Rtcp when _fromPublisher!.TryUnprotectRtcp(datagram.Bytes, out var length):
                TakeReports(datagram.Bytes[..length], datagram.Arrival, samples);
                break;
        }
    }

    private void TakeAudio(PeerDatagram datagram, int length, IBufferWriter<short> samples)
    {
        _clock.Heard();
        if (datagram.From is { } from)
        {
            Learn(from, isNominated: false);
        }

        if (!RtpPacket.TryParse(datagram.Bytes[..length], out var packet))
        {
            return;
        }

        var source = _audio.Ssrc;
        _audio.Receive(packet, datagram.Arrival, samples);
        if (_audio.Ssrc is { } present && present != source)
        {
            Mux?.Follow(present, this);
        }
    }

    private void TakeReports(ReadOnlySpan<byte> bytes, TimeSpan arrival, IBufferWriter<short> samples)
    {
        _clock.Heard();
        if (!RtcpReader.TryParse(bytes, out var reader))
        {
            return;
        }

        while (reader.TryRead(out var item))
        {
            if (item.Kind == RtcpItemKind.Bye)
            {
                _audio.ReceiveBye(item.Ssrc);
            }
            else
            {
                _audio.Receive(item.Report, arrival, samples);
            }
        }
    }
}
