using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Whether channels cancel each other, judged by the energy of their sum against their own: equal channels have 2 (as many as there are),
/// those that have nothing to do with each other, or of which one alone is heard, 1, inverted ones 0. Energy is that of the differences
/// of samples an eighth of a millisecond apart, as the ear weighs speech: with the low tones alone, microphones 30 cm apart would
/// cancel each other in many a vowel.
/// </summary>
internal sealed class ChannelPhase
{
    /// <summary>Below it within a tenth of a second, and for three blocks, they cancel each other.</summary>
    private const double Cancels = 0.2;

    private const int FewBlocks = 3;

    /// <summary>Below it over two seconds what is inverted is more than what is not: an inverted voice above music that is not.</summary>
    private const double CancelsMostly = 0.5;

    /// <summary>Above it over ten seconds they do not any more.</summary>
    private const double IsWell = 0.8;

    /// <summary>By so much another channel has to be louder, to be the loudest.</summary>
    private const double Louder = 4;

    /// <summary>Of a channel and the loudest one, from -1 to 1: below it the one takes away from the other.</summary>
    private const double Inverted = -0.3;

    /// <summary>Mean square of a channel's differences (-70 dBFS) below which nothing is decided.</summary>
    private const double Quiet = 1e-7;

    private readonly int _channels;
    private readonly int _blocksPerSecond;
    private readonly int _frames;
    private readonly int _apart;
    private readonly float[] _separate;

    // What each two channels have in common, and of each its energy, over a tenth of a second.
    private readonly double[,] _recent;

    private readonly double _quick;
    private readonly double _slow;
    private readonly double _patient;
    private readonly double _quiet;

    // Over two seconds; and over ten since they began to cancel each other.
    private Energy _long;
    private Energy _since;
    private double _blocks;
    private int _few;
    private int _cancelled;
    private int _loudest;

    public ChannelPhase(int channels, int sampleRate, int blocksPerSecond)
    {
        (_channels, _blocksPerSecond, _apart) = (channels, blocksPerSecond, sampleRate / 8_000);
        _frames = (sampleRate / blocksPerSecond) - _apart;
        _separate = new float[channels * _frames];
        _recent = new double[channels, channels];
        (_quick, _slow, _patient) = (Decay(0.1), Decay(2), Decay(10));
        _quiet = Quiet * channels * _frames / (1 - _quick);

        double Decay(double seconds) => Math.Exp(-1 / (seconds * blocksPerSecond));
    }

    /// <summary>They have cancelled each other for two seconds of sound, without an end: that is no room and no effect.</summary>
    public bool IsOutOfPhase => _cancelled >= 2 * _blocksPerSecond;

    /// <param name="block">Interleaved frames.</param>
    /// <param name="weights">As they were for this block: null where all channels have the same.</param>
    /// <returns>As they are for the next one; the same object where nothing changes.</returns>
    public float[]? Judge(ReadOnlySpan<float> block, float[]? weights)
    {
        var now = Measure(block);
        if (Recent().Channels < _quiet)
        {
            return weights;
        }

        if (weights is null)
        {
            return Cancel() ? Begin() : null;
        }

        _cancelled += now.Ratio < Cancels ? 1 : 0;
        return _since.Ratio > IsWell ? End() : Follow(weights);
    }

    private Energy Measure(ReadOnlySpan<float> block)
    {
        for (var channel = 0; channel < _channels; channel++)
        {
            Separate(block[channel..], _separate.AsSpan(channel * _frames, _frames));
        }

        var now = default(Energy);
        for (var a = 0; a < _channels; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                double common = TensorPrimitives.Dot(_separate.AsSpan(a * _frames, _frames), _separate.AsSpan(b * _frames, _frames));
                _recent[a, b] = _recent[b, a] = (_recent[a, b] * _quick) + common;
                now += a == b ? new Energy(common, common) : new Energy(2 * common, 0);
            }
        }

        (_long, _since, _blocks) = ((_long * _slow) + now, (_since * _patient) + now, (_blocks * _slow) + 1);
        return now;
    }

    /// <param name="block">Begins with the channel.</param>
    private void Separate(ReadOnlySpan<float> block, Span<float> differences)
    {
        var apart = _apart * _channels;
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = block[(i * _channels) + apart] - block[i * _channels];
        }
    }

    private Energy Recent()
    {
        var all = default(Energy);
        for (var a = 0; a < _channels; a++)
        {
            for (var b = 0; b < _channels; b++)
            {
                all += new Energy(_recent[a, b], a == b ? _recent[a, b] : 0);
            }
        }

        return all;
    }

    private bool Cancel()
    {
        _few = Recent().Ratio < Cancels ? _few + 1 : 0;
        return _few >= FewBlocks || (_blocks > _blocksPerSecond && _long.Ratio < CancelsMostly);
    }

    private float[] Begin()
    {
        (_since, _cancelled) = (Recent(), 0);
        return LeaveOut();
    }

    private float[]? End()
    {
        (_few, _cancelled) = (0, 0);
        return null;
    }

    /// <summary>Another channel may become the loudest, and then it is the one that is kept.</summary>
    private float[] Follow(float[] weights)
    {
        for (var channel = 0; channel < _channels; channel++)
        {
            if (_recent[channel, channel] > Louder * _recent[_loudest, _loudest])
            {
                return LeaveOut();
            }
        }

        return weights;
    }

    /// <summary>
    /// The mean of the loudest channel and those that do not take away from it; where none does alone, of the loudest only.
    /// </summary>
    private float[] LeaveOut()
    {
        _loudest = Enumerable.Range(0, _channels).MaxBy(channel => _recent[channel, channel]);
        var kept = Enumerable.Range(0, _channels).Where(channel => Common(channel) > Inverted).ToList();
        kept = kept.Count == _channels ? [_loudest] : kept;
        var weights = new float[_channels];
        kept.ForEach(channel => weights[channel] = 1f / kept.Count);
        return weights;
    }

    private double Common(int channel) =>
        _recent[channel, channel] > 0 ? _recent[channel, _loudest] / Math.Sqrt(_recent[channel, channel] * _recent[_loudest, _loudest]) : 0;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Energy(double Sum, double Channels)
    {
        public double Ratio => Channels > 0 ? Sum / Channels : 1;

        public static Energy operator +(Energy one, Energy other) => new(one.Sum + other.Sum, one.Channels + other.Channels);

        public static Energy operator *(Energy one, double factor) => new(one.Sum * factor, one.Channels * factor);
    }
}
