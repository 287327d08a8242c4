using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// The stem's features of a growing utterance. Whole blocks are computed once, on a grid that starts with the utterance, so every window's
/// features depend on its samples alone and not on when it was asked for. What begins later in the same sound keeps to that grid, and what
/// one has computed the other takes over: the stem is an eighth of what live speech costs.
/// </summary>
internal sealed class StemFeatures
{
    /// <summary>Samples between two stem frames: strides 64 × 3.</summary>
    public const int Hop = 192;

    /// <summary>Samples that a stem frame sees: 127 + 6 × 64.</summary>
    private const int Field = 511;

    /// <summary>Frames of the first convolution per stem frame, and how many more a run of stem frames sees.</summary>
    private const int Inner = 3;
    private const int InnerOverhang = 4;

    /// <summary>Stem frames per block: 0.48 s.</summary>
    private const int BlockFrames = 40;

    private const double Epsilon = 1e-5;

    private readonly OnnxModel _stem;
    private readonly MoonshineSize _size;
    private readonly int _width;
    private float[] _features = [];
    private float[] _sums = [];
    private float[] _squares = [];

    /// <summary>Frames of the grid before the first one here.</summary>
    private readonly int _origin;

    /// <summary>Whole blocks of the grid that are behind.</summary>
    private int _blocks;
    private StemBlocks? _shared;

    public StemFeatures(MoonshineModel model)
        : this(model.Stem, model.Size)
    {
    }

    /// <param name="stem">The graph of <see cref="MoonshineGraphs.Stem"/>.</param>
    public StemFeatures(OnnxModel stem, MoonshineSize size) => (_stem, _size, _width) = (stem, size, size.StemWidth);

    private StemFeatures(StemFeatures whole, int frames)
        : this(whole._stem, whole._size)
    {
        (_origin, _blocks, _shared) = (whole._origin + frames,
            Math.Max(whole._blocks, (whole._origin + frames) / BlockFrames), whole._shared);
        var known = whole.KnownFrames - frames;
        if (known > 0)
        {
            Reserve(known);
            whole._features.AsSpan(frames * _width, known * _width).CopyTo(_features);
            whole._sums.AsSpan(frames * Inner, (known * Inner) + InnerOverhang).CopyTo(_sums);
            whole._squares.AsSpan(frames * Inner, (known * Inner) + InnerOverhang).CopyTo(_squares);
        }
    }

    /// <summary>Frames that the whole blocks behind have.</summary>
    private int KnownFrames => (_blocks * BlockFrames) - _origin;

    /// <summary>Encoder frames that <paramref name="samples"/> samples give.</summary>
    public static int Frames(int samples) => Math.Max(0, (samples - MoonshineSize.Overhang) / MoonshineSize.Hop);

    /// <summary>The encoder body's inputs for the encoder frames [from, to) of the utterance.</summary>
    /// <param name="audio">The utterance so far, from its first sample; at least to × 384 + 511 samples.</param>
    public Window Prepare(ReadOnlySpan<float> audio, int from, int to)
    {
        var (first, end) = (2 * from, (2 * to) + 1);
        Reserve(end);
        var whole = (_origin + end - 1) / BlockFrames;
        for (; _blocks < whole; _blocks++)
        {
            AddBlock(audio);
        }

        // The last, open block is computed anew each time, also where a longer window had closed it.
        _blocks = whole;
        var open = Math.Max(0, KnownFrames);
        Compute(audio, open, end - open);
        var (mean, deviation) = Statistics(first, end);
        return new Window(
            _features.AsMemory(first * _width, (end - first) * _width), end - first, (float)(1 / deviation), (float)(-mean / deviation));
    }

    /// <summary>The features of the same sound from a later sample on.</summary>
    /// <param name="samples">A multiple of <see cref="Hop"/>.</param>
    public StemFeatures From(int samples)
    {
        _shared ??= new StemBlocks();
        return new StemFeatures(this, samples / Hop);
    }

    private void AddBlock(ReadOnlySpan<float> audio)
    {
        var first = KnownFrames;
        if (first < 0)
        {
            Compute(audio, 0, first + BlockFrames);
        }
        else if (_shared?.Find(_blocks) is { } known)
        {
            known.Features.CopyTo(_features, first * _width);
            known.Sums.CopyTo(_sums, first * Inner);
            known.Squares.CopyTo(_squares, first * Inner);
        }
        else
        {
            Compute(audio, first, BlockFrames);
            _shared?.Add(_blocks, new StemBlock(
                [.. _features.AsSpan(first * _width, BlockFrames * _width)],
                [.. _sums.AsSpan(first * Inner, (BlockFrames * Inner) + InnerOverhang)],
                [.. _squares.AsSpan(first * Inner, (BlockFrames * Inner) + InnerOverhang)]));
        }
    }

    private (double Mean, double Deviation) Statistics(int first, int end)
    {
        var (from, length) = (first * Inner, ((end - first) * Inner) + InnerOverhang);
        var count = (double)length * _size.Width;
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
        using var outputs = _stem.Run(["input_values"], [input]);
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
    internal readonly record struct Window(Memory<float> Features, int Frames, float Scale, float Shift)
    {
        /// <summary>Encoder frames T that come of it.</summary>
        public int EncoderFrames => (Frames - 1) / 2;

        /// <summary>What a graph that begins as <see cref="MoonshineGraphs.Body"/> makes of it.</summary>
        /// <param name="width">Channels of a frame.</param>
        public IDisposableReadOnlyCollection<OrtValue> Run(OnnxModel graph, int width)
        {
            using var features = OnnxModel.Tensor(Features, 1, Frames, width);
            using var scale = OnnxModel.Tensor(new[] { Scale }, 1);
            using var shift = OnnxModel.Tensor(new[] { Shift }, 1);
            return graph.Run(["features", "scale", "shift"], [features, scale, shift]);
        }
    }
}
