using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>From a network's scores to logarithms of probabilities.</summary>
internal static class LogSoftmax
{
    /// <summary>What is to be taken off the scores.</summary>
    public static float Norm(ReadOnlySpan<float> scores)
    {
        var highest = TensorPrimitives.Max(scores);
        var sum = 0f;
        foreach (var score in scores)
        {
            sum += MathF.Exp(score - highest);
        }

        return highest + MathF.Log(sum);
    }

    /// <summary>Of one of them; at most 0.</summary>
    public static float Of(ReadOnlySpan<float> scores, int token) => MathF.Min(0, scores[token] - Norm(scores));
}
