using System.Net.WebSockets;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>A stream that says itself what it is: WAV, or WebM, Matroska or Ogg with Opus. It shows with the first bytes.</summary>
public sealed class ContainerIntake(TimeProvider time) : IAudioIntake
{
    private const int MagicLength = 4;

    private readonly WavHeaderParser _wav = new();
    private byte[] _first = [];
    private bool _isWav;
    private IAudioIntake? _inner;

    public bool IsFleeting => _inner?.IsFleeting ?? false;

    public IEnumerable<(int Channel, AudioNotice? Notice)> Notices => _inner?.Notices ?? [];

    public void Take(ReadOnlySpan<byte> message)
    {
        if (_inner is not null)
        {
            _inner.Take(message);
            return;
        }

        ReadOnlySpan<byte> bytes = _first.Length == 0 ? message : [.. _first, .. message];
        if (!_isWav && bytes.Length < MagicLength)
        {
            _first = bytes.ToArray();
            return;
        }

        _first = [];
        _isWav = _isWav || bytes.StartsWith("RIFF"u8) || bytes.StartsWith("RF64"u8);
        Begin(bytes);
    }

    public bool TryRead(out IReadOnlyList<ReadOnlyMemory<short>> samples)
    {
        samples = [];
        return _inner is not null && _inner.TryRead(out samples);
    }

    public void Complete() => _inner?.Complete();

    public void Dispose() => _inner?.Dispose();

    private void Begin(ReadOnlySpan<byte> bytes)
    {
        if (!_isWav)
        {
            _inner = bytes.StartsWith("OggS"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])
                ? new RecordingIntake(time)
                : throw Malformed("What came is no WAV, WebM, Matroska or Ogg. Send one of these, or raw sound and say its encoding.");
            _inner.Take(bytes);
            return;
        }

        try
        {
            if (_wav.TryParse(ref bytes))
            {
                _inner = new PcmStreamIntake(_wav.Header!.Format, split: false);
                _inner.Take(bytes);
            }
        }
        catch (WavFormatException exception)
        {
            throw Malformed(exception.Message);
        }
    }

    private static IngestProblemException Malformed(string why) => new("container_malformed", why, WebSocketCloseStatus.InvalidPayloadData);
}
