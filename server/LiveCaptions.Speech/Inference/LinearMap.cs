using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Inference;

/// <summary>Weights · x + Offset.</summary>
/// <param name="Weights">[n, length of x], row after row.</param>
/// <param name="Offset">[n]</param>
public sealed record LinearMap(float[] Weights, float[] Offset)
{
    public float[] Apply(ReadOnlySpan<float> x)
    {
        var values = new float[Offset.Length];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = TensorPrimitives.Dot(Weights.AsSpan(row * x.Length, x.Length), x) + Offset[row];
        }

        return values;
    }
}
