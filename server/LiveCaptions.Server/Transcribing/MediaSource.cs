using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Transcribing;

/// <summary>A file's samples as the pipeline pulls them. Int16 in between, as in a live recording: both recognise the same.</summary>
public sealed class MediaSource(IMediaReader reader) : IAudioSource
{
    private readonly short[] _samples = new short[8192];
    private int _taken;
    private int _filled;

    public long Position { get; private set; }

    public long Available => _filled - _taken;

    public async ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellationToken)
    {
        if (_taken == _filled)
        {
            _taken = 0;
            _filled = await reader.ReadAsync(_samples, cancellationToken);
        }

        var count = Math.Min(buffer.Length, _filled - _taken);
        SampleConversion.ToFloat(_samples.AsSpan(_taken, count), buffer.Span);
        _taken += count;
        Position += count;
        return count;
    }
}
