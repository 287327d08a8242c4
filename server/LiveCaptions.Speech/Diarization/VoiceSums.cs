using System.Numerics.Tensors;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>An utterance's speech blocks, summed up so that the voice of any stretch of them costs the same.</summary>
internal sealed class VoiceSums
{
    private const float LeastVariance = 1e-6f;

    private readonly SpeakerHead _head;
    private readonly int _width;
    private readonly int _layers;

    /// <summary>[Blocks + 1][Layers · D]: of all speech blocks before.</summary>
    private readonly float[][] _sums;
    private readonly float[][] _squares;
    private readonly Dictionary<(int, int), float[]> _known = [];

    public VoiceSums(SpeakerHead head, EncoderFeatures features, IReadOnlyList<int> blocks)
    {
        (_head, _width, _layers, Blocks) = (head, features.Width, features.Layers, blocks);
        _sums = Accumulate(features.Sums, blocks, _width * _layers);
        _squares = Accumulate(features.Squares, blocks, _width * _layers);
    }

    /// <summary>Number of each speech block in the utterance.</summary>
    public IReadOnlyList<int> Blocks { get; }

    /// <summary>The voice in the speech blocks [from, to).</summary>
    public float[] Between(int from, int to)
    {
        if (!_known.TryGetValue((from, to), out var voice))
        {
            _known.Add((from, to), voice = Compute(from, to));
        }

        return voice;
    }

    private float[] Compute(int from, int to)
    {
        var count = (float)((to - from) * EncoderFeatures.BlockFrames);
        var x = new float[2 * _layers * _width];
        for (var layer = 0; layer < _layers; layer++)
        {
            var mean = x.AsSpan(2 * layer * _width, _width);
            var deviation = x.AsSpan(((2 * layer) + 1) * _width, _width);
            Mean(_sums, layer, from, to, count, mean);
            Mean(_squares, layer, from, to, count, deviation);
            for (var i = 0; i < _width; i++)
            {
                deviation[i] = MathF.Sqrt(MathF.Max(deviation[i] - (mean[i] * mean[i]), LeastVariance));
            }
        }

        var voice = new float[_head.Offset.Length];
        for (var i = 0; i < voice.Length; i++)
        {
            voice[i] = TensorPrimitives.Dot(_head.Weights.AsSpan(i * x.Length, x.Length), x) + _head.Offset[i];
        }

        return voice;
    }

    private void Mean(float[][] sums, int layer, int from, int to, float count, Span<float> mean)
    {
        TensorPrimitives.Subtract(sums[to].AsSpan(layer * _width, _width), sums[from].AsSpan(layer * _width, _width), mean);
        TensorPrimitives.Divide(mean, count, mean);
    }

    private static float[][] Accumulate(float[] values, IReadOnlyList<int> blocks, int width)
    {
        var sums = new float[blocks.Count + 1][];
        sums[0] = new float[width];
        for (var i = 0; i < blocks.Count; i++)
        {
            sums[i + 1] = new float[width];
            TensorPrimitives.Add(sums[i], values.AsSpan(blocks[i] * width, width), sums[i + 1]);
        }

        return sums;
    }
}
