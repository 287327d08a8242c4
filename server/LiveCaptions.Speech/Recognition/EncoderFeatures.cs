using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Recognition;

/// <summary>
/// The inner layers of an encoder pass, pooled over blocks of <see cref="BlockLength"/> samples: what a stage that asks who speaks, or how,
/// gets for nothing. An engine without such layers has none.
/// </summary>
/// <param name="Start">Position of the first block's first sample.</param>
/// <param name="Taps">Names of the layers, in the order in which they stand here. Who needs one finds it by its name: others
/// may have asked for more.</param>
/// <param name="Width">Channels D of a layer.</param>
/// <param name="Blocks">Whole blocks only: what is left at the end of a pass is too short to say anything.</param>
/// <param name="Sums">[Blocks, Layers, D]: per block and layer, the sum over its frames.</param>
/// <param name="Squares">[Blocks, Layers, D]: the sum of squares.</param>
public sealed record EncoderFeatures(long Start, IReadOnlyList<string> Taps, int Width, int Blocks, float[] Sums, float[] Squares)
{
    /// <summary>Encoder frames per block.</summary>
    public const int BlockFrames = 5;

    /// <summary>Samples per block: 0.12 s.</summary>
    public const int BlockLength = BlockFrames * 384;

    private const float LeastVariance = 1e-6f;

    public static readonly EncoderFeatures None = new(0, [], 0, 0, [], []);

    public int Layers => Taps.Count;

    /// <summary>Where the layers of these names stand.</summary>
    /// <exception cref="ArgumentException">The encoder was not asked for one of them.</exception>
    public int[] Find(IReadOnlyList<string> taps) => [.. taps.Select(Find)];

    /// <summary>Mean of each channel of a layer over some blocks.</summary>
    /// <param name="means">[<see cref="Width"/>], all 0.</param>
    public void Means(int layer, IReadOnlyList<int> blocks, Span<float> means) => Average(Sums, layer, blocks, means);

    /// <summary>Mean, then deviation, of each channel of a layer over some blocks.</summary>
    /// <param name="statistics">[2 · <see cref="Width"/>], all 0.</param>
    public void Statistics(int layer, IReadOnlyList<int> blocks, Span<float> statistics)
    {
        var means = statistics[..Width];
        var deviations = statistics[Width..];
        Means(layer, blocks, means);
        Average(Squares, layer, blocks, deviations);
        for (var i = 0; i < Width; i++)
        {
            deviations[i] = MathF.Sqrt(MathF.Max(deviations[i] - (means[i] * means[i]), LeastVariance));
        }
    }

    private void Average(float[] values, int layer, IReadOnlyList<int> blocks, Span<float> averages)
    {
        foreach (var block in blocks)
        {
            TensorPrimitives.Add(averages, values.AsSpan(((block * Layers) + layer) * Width, Width), averages);
        }

        TensorPrimitives.Divide(averages, blocks.Count * BlockFrames, averages);
    }

    private int Find(string tap)
    {
        var at = Taps.TakeWhile(name => name != tap).Count();
        return at < Taps.Count
            ? at
            : throw new ArgumentException($"The encoder was not asked for '{tap}'. Ask for it when the engine is loaded.", nameof(tap));
    }
}
