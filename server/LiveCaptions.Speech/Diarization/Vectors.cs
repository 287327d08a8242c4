using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Diarization;

/// <summary>Arithmetic on vectors of voices.</summary>
internal static class Vectors
{
    public static float[] Unit(float[] vector)
    {
        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, MathF.Max(TensorPrimitives.Norm<float>(vector), 1e-9f), unit);
        return unit;
    }

    public static float[] Less(float[] vector, float[] mean)
    {
        var rest = new float[vector.Length];
        TensorPrimitives.Subtract(vector, mean, rest);
        return rest;
    }

    public static float[] Mean(float[][] vectors, float[] weights, Func<int, bool> which)
    {
        var (mean, total) = (new float[vectors[0].Length], 0f);
        for (var i = 0; i < vectors.Length; i++)
        {
            if (which(i))
            {
                TensorPrimitives.MultiplyAdd(vectors[i], weights[i], mean, mean);
                total += weights[i];
            }
        }

        TensorPrimitives.Divide(mean, total, mean);
        return mean;
    }
}
