using System.Numerics.Tensors;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// One track's interleaved channels to mono: their mean; where they cancel each other, because one of them is inverted, the mean of those
/// that do not cancel the loudest, which of stereo is the louder side. It is decided by blocks of 20 ms, each for the next one, so that
/// nothing is delayed and how the audio is cut into calls changes nothing. Not thread-safe.
/// </summary>
internal sealed class ChannelMixer
{
    private const int BlocksPerSecond = 50;

    private static readonly AudioNotice OutOfPhase = new(
        "outOfPhase",
        "The sound's channels cancel each other: one of them is inverted. The louder one is captioned alone; "
        + "look at cables, adapters and plug-ins.");

    private readonly int _channels;
    private readonly ChannelPhase _phase;
    private readonly float[] _block;

    /// <summary>Samples over which one mix goes over into another: 5 ms.</summary>
    private readonly int _fade;

    // Weight of each channel; null is the mean of all of them.
    private float[]? _weights;
    private float[]? _before;
    private bool _isFading;

    // Frames of the present block that are here.
    private int _filled;

    public ChannelMixer(int channels, int sampleRate)
    {
        _channels = channels;
        _block = new float[sampleRate / BlocksPerSecond * channels];
        _phase = new ChannelPhase(channels, sampleRate, BlocksPerSecond);
        _fade = sampleRate / (BlocksPerSecond * 4);
    }

    /// <summary>What there is to tell: channels have cancelled each other, and that was no accident.</summary>
    public AudioNotice? Notice { get; private set; }

    /// <param name="frames">Whole frames.</param>
    /// <param name="mono">A sample for each of them.</param>
    public void Mix(ReadOnlySpan<float> frames, Span<float> mono)
    {
        while (!mono.IsEmpty)
        {
            var count = Math.Min(mono.Length, (_block.Length / _channels) - _filled);
            var part = frames[..(count * _channels)];
            part.CopyTo(_block.AsSpan(_filled * _channels));
            MixPart(part, mono[..count]);
            _filled += count;
            if (_filled * _channels == _block.Length)
            {
                Decide();
            }

            frames = frames[part.Length..];
            mono = mono[count..];
        }
    }

    private void Decide()
    {
        _filled = 0;
        _before = _weights;
        _weights = _phase.Judge(_block, _weights);
        _isFading = _weights != _before;
        Notice ??= _phase.IsOutOfPhase ? OutOfPhase : null;
    }

    private void MixPart(ReadOnlySpan<float> frames, Span<float> mono)
    {
        if (_channels == 2 && _weights is null && !_isFading)
        {
            Average(frames, mono);
            return;
        }

        for (var i = 0; i < mono.Length; i++)
        {
            var frame = frames.Slice(i * _channels, _channels);
            mono[i] = _isFading && _filled + i < _fade ? Between(frame, (_filled + i + 1f) / (_fade + 1)) : Mix(frame, _weights);
        }
    }

    /// <summary>What nearly all stereo is, at a fraction of the cost.</summary>
    private static void Average(ReadOnlySpan<float> frames, Span<float> mono)
    {
        for (var i = 0; i < mono.Length; i++)
        {
            mono[i] = (frames[2 * i] + frames[(2 * i) + 1]) * 0.5f;
        }
    }

    private float Between(ReadOnlySpan<float> frame, float share) => (Mix(frame, _before) * (1 - share)) + (Mix(frame, _weights) * share);

    private float Mix(ReadOnlySpan<float> frame, float[]? weights) =>
        weights is null ? TensorPrimitives.Sum(frame) * (1f / _channels) : TensorPrimitives.Dot(frame, weights);
}
