using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Pipeline;

/// <summary>
/// Cuts a source into frames of <see cref="IVoiceActivityDetector.FrameLength"/>, and reads as many at once as are there already: it waits
/// for one and never for a second. A track's last frame may be shorter; behind it is silence. Not thread-safe.
/// </summary>
internal sealed class FrameReader(IAudioSource source)
{
    /// <summary>Frames at once: half a second.</summary>
    public const int Most = 16;

    private const int FrameLength = IVoiceActivityDetector.FrameLength;

    private readonly float[] _samples = new float[Most * FrameLength];
    private long _position;
    private int _length;

    /// <summary>Frames that were read.</summary>
    public int Count => (_length + FrameLength - 1) / FrameLength;

    /// <summary>Reads the next frames; those before are gone.</summary>
    /// <returns>False at the track's end.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        (_position, _length) = (source.Position, 0);
        int read;
        do
        {
            read = await FillAsync(_samples.AsMemory(_length, FrameLength), cancellationToken);
            _length += read;
        }
        while (read == FrameLength && _length < _samples.Length && source.Available >= FrameLength);
        _samples.AsSpan(_length).Clear();
        return _length > 0;
    }

    /// <summary>Of a frame's first sample, from the track's start.</summary>
    public long Position(int frame) => _position + (frame * FrameLength);

    /// <summary>A frame without the silence behind the last one.</summary>
    public ReadOnlyMemory<float> Samples(int frame) =>
        _samples.AsMemory(frame * FrameLength, Math.Min(FrameLength, _length - (frame * FrameLength)));

    /// <summary>Whole frames.</summary>
    public ReadOnlySpan<float> Whole(Range frames)
    {
        var (first, count) = frames.GetOffsetAndLength(Count);
        return _samples.AsSpan(first * FrameLength, count * FrameLength);
    }

    /// <summary>Samples that wait behind a frame, those of the frames read with it among them.</summary>
    public long Behind(int frame) => _length - (frame * FrameLength) - Samples(frame).Length + source.Available;

    private async ValueTask<int> FillAsync(Memory<float> buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var read = await source.ReadAsync(buffer[filled..], cancellationToken);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return filled;
    }
}
