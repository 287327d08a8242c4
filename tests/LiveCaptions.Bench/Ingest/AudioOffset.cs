using System.Numerics.Tensors;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Ingest;

/// <summary>By how much audio lies elsewhere than it should.</summary>
/// <param name="Seconds">Positive: too late.</param>
/// <param name="Likeness">1 for the same audio, 0 for audio that has nothing to do with it.</param>
internal sealed record AudioOffset(double Seconds, double Likeness)
{
    /// <summary>Finds the shift at which what was heard is most like what was said there.</summary>
    /// <param name="said">16 kHz.</param>
    /// <param name="heard">A piece of what was recorded.</param>
    /// <param name="position">Where in <paramref name="said"/> the piece should be.</param>
    /// <param name="maxShift">Samples to look at in both directions.</param>
    public static AudioOffset Find(ReadOnlySpan<short> said, ReadOnlySpan<short> heard, int position, int maxShift)
    {
        var (reference, piece) = (ToFloat(said), ToFloat(heard));
        var best = new AudioOffset(0, 0);
        for (var from = Math.Max(0, position - maxShift); from <= Math.Min(reference.Length - piece.Length, position + maxShift); from++)
        {
            var likeness = Compare(reference.AsSpan(from, piece.Length), piece);
            if (likeness > best.Likeness)
            {
                // Heard where it was said later means that it came too early.
                best = new AudioOffset(AudioFormat.ToSeconds(position - from), likeness);
            }
        }

        return best;
    }

    private static double Compare(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var size = Math.Sqrt((double)TensorPrimitives.SumOfSquares(left) * TensorPrimitives.SumOfSquares(right));
        return size > 0 ? TensorPrimitives.Dot(left, right) / size : 0;
    }

    private static float[] ToFloat(ReadOnlySpan<short> samples)
    {
        var floats = new float[samples.Length];
        TensorPrimitives.ConvertTruncating(samples, floats);
        return floats;
    }
}
