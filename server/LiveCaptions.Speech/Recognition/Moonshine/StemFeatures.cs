using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// The stem's features of a growing utterance. Whole blocks are computed once, on a grid that starts with the utterance, so every window's
/// features depend on its samples alone and not on when it was asked for.
/// </summary>
internal sealed class StemFeatures
{
    /// <summary>Samples between two stem frames: strides 64 × 3.</summary>
    private const int Hop = 192;

    /// <summary>Samples that a stem frame sees: 127 + 6 × 64.</summary>
    private const int Field = 511;

    /// <summary>Frames of the first convolution per stem frame, and how many more a run of stem frames sees.</summary>
    private const int Inner = 3;
    private const int InnerOverhang = 4;

    /// <summary>Stem frames per block: 0.48 s.</summary>
    private const int BlockFrames = 40;

    private const double Epsilon = 1e-5;

    private readonly MoonshineModel _model;
    private readonly int _width;
    private float[] _features = [];
    private float[] _sums = [];
    private float[] _squares = [];
    private int _blocks;

    public StemFeatures(MoonshineModel model)
    {
        _model = model;
        _width = model.Size.StemWidth;
    }

    /// <summary>Encoder frames that <paramref name="samples"/> samples give.</summary>
    public static int Frames(int samples) => Math.Max(0, (samples - MoonshineSize.Overhang) / MoonshineSize.Hop);

    /// <summary>The encoder body's inputs for the encoder frames [from, to) of the utterance.</summary>
    /// <param name="audio">The utterance so far, from its first sample; at least to × 384 + 511 samples.</param>
    public Window Prepare(ReadOnlySpan<float> audio, int from, int to)
    {
        var (first, end) = (2 * from, (2 * to) + 1);
        Reserve(end);
        var whole = (end - 1) / BlockFrames;
        for (; _blocks < whole; _blocks++)
        {
            Compute(audio, _blocks * BlockFrames, BlockFrames);
        }

        // The last, open block is computed anew each time, also where a longer window had closed it.
        _blocks = whole;
        Compute(audio, whole * BlockFrames, end - (whole * BlockFrames));
        var (mean, deviation) = Statistics(first, end);
        return new Window(_features.AsMemory(first * _width, (end - first) * _width), end - first, (float)(1 / deviation), (float)(-mean / deviation));
    }

    private (double Mean, double Deviation) Statistics(int first, int end)
    {
        var (from, length) = (first * Inner, ((end - first) * Inner) + InnerOverhang);
        var count = (double)length * _model.Size.Width;
        var mean = Sum(_sums.AsSpan(from, length)) / count;
        var variance = (Sum(_squares.AsSpan(from, length)) / count) - (mean * mean);
        return (mean, Math.Sqrt(variance + Epsilon));
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private void Compute(ReadOnlySpan<float> audio, int frame, int count)
    {
        var samples = audio.Slice(frame * Hop, ((count - 1) * Hop) + Field).ToArray();
        using var input = OnnxModel.Tensor(samples, 1, samples.Length);
        using var outputs = _model.Stem.Run(["input_values"], [input]);
        Copy(outputs[0], _features, frame * _width);
        Copy(outputs[1], _sums, frame * Inner);
        Copy(outputs[2], _squares, frame * Inner);
    }

    private static void Copy(OrtValue value, float[] target, int at) => value.GetTensorDataAsSpan<float>().CopyTo(target.AsSpan(at));

    private void Reserve(int frames)
    {
        if (_features.Length >= frames * _width)
        {
            return;
        }

        var capacity = Math.Max(frames, 2 * _features.Length / _width);
        Array.Resize(ref _features, capacity * _width);
        Array.Resize(ref _sums, (capacity * Inner) + InnerOverhang);
        Array.Resize(ref _squares, (capacity * Inner) + InnerOverhang);
    }

    /// <param name="Features">[Frames, 2D]</param>
    /// <param name="Scale">1/σ of the normalisation over the window.</param>
    /// <param name="Shift">−μ/σ.</param>
    internal readonly record struct Window(Memory<float> Features, int Frames, float Scale, float Shift);
}
