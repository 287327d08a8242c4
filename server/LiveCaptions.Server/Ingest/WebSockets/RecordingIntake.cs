using System.Buffers;
using System.Net.WebSockets;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Codecs.Recordings;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>
/// What a MediaRecorder gives, cut into messages anywhere: WebM, or Ogg where it begins so, with Opus. Packets are where their times are,
/// of one recording or of several that follow each other.
/// </summary>
public sealed class RecordingIntake(TimeProvider time) : IAudioIntake
{
    private static readonly short[] Silence = new short[AudioFormat.SampleRate];

    private readonly TimedOpusDecoder _decoder = new();
    private readonly TimestampLine _line = new();
    private readonly ArrayBufferWriter<short> _samples = new();
    private readonly long _begin = time.GetTimestamp();
    private IRecordingReader? _reader;
    private RecordedPacket? _next;
    private long _milliseconds;
    private long _gap;

    public bool IsFleeting => true;

    public IEnumerable<(int Channel, AudioNotice? Notice)> Notices =>
    [
        .. _decoder.Notices.Select(notice => (0, notice)),
        (0, _reader is { HasOtherTracks: true }
            ? new AudioNotice("otherTracks", "The recording has several tracks of sound: the first with Opus is captioned, and no other.")
            : null),
    ];

    public void Take(ReadOnlySpan<byte> message)
    {
        _reader ??= message.StartsWith("OggS"u8) ? new OggReader() : new WebmReader();
        _reader.Append(message);
    }

    public bool TryRead(out IReadOnlyList<ReadOnlyMemory<short>> samples)
    {
        try
        {
            samples = _gap > 0 ? [TakeSilence()] : [DecodeSome()];
            return !samples[0].IsEmpty;
        }
        catch (RecordingException exception)
        {
            throw new IngestProblemException(exception.Code, exception.Message, WebSocketCloseStatus.InvalidPayloadData);
        }
    }

    public void Complete()
    {
        // What is not whole by now is none.
    }

    public void Dispose() => _decoder.Dispose();

    private ReadOnlyMemory<short> TakeSilence()
    {
        var piece = Silence.AsMemory(0, (int)Math.Min(_gap, Silence.Length));
        _gap -= piece.Length;
        _decoder.Advance(piece.Length);
        return piece;
    }

    /// <summary>A second or so, or what there is; less before a gap.</summary>
    private ReadOnlyMemory<short> DecodeSome()
    {
        _samples.ResetWrittenCount();
        while (_samples.WrittenCount < AudioFormat.SampleRate && TryPlaceNext() is { } packet)
        {
            _gap = _decoder.GapBefore(_milliseconds);
            if (_gap > 0)
            {
                return _samples.WrittenCount > 0 ? _samples.WrittenMemory : TakeSilence();
            }

            _decoder.Decode(_milliseconds, packet.Data.Span, _samples);
            _next = null;
        }

        return _samples.WrittenMemory;
    }

    private RecordedPacket? TryPlaceNext()
    {
        if (_next is not null || !_reader!.TryRead(out var packet))
        {
            return _next;
        }

        if (packet.StartsRecording)
        {
            _line.Restart();
            _decoder.Begin(_reader.PreSkip);
        }

        _milliseconds = _line.Next((uint)packet.Milliseconds, time.GetElapsedTime(_begin));
        return _next = packet;
    }
}
