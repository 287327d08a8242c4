using System.Numerics.Tensors;

namespace LiveCaptions.Media.Audio;

/// <summary>
/// Between int16 samples and float samples in [-1, 1]; 32768 is full scale both ways, so int16 → float → int16 is the identity.
/// </summary>
public static class SampleConversion
{
    private const float FullScale = 32768f;

    /// <param name="destination">At least as long as <paramref name="source"/>.</param>
    public static void ToFloat(ReadOnlySpan<short> source, Span<float> destination)
    {
        destination = destination[..source.Length];
        TensorPrimitives.ConvertTruncating(source, destination);
        TensorPrimitives.Multiply(destination, 1f / FullScale, destination);
    }

    /// <summary>Rounds to the nearest sample and clips beyond ±1. The input must be finite; it is overwritten.</summary>
    /// <param name="source">Used as scratch space.</param>
    /// <param name="destination">At least as long as <paramref name="source"/>.</param>
    public static void ToInt16(Span<float> source, Span<short> destination)
    {
        TensorPrimitives.Multiply(source, FullScale, source);
        TensorPrimitives.Round(source, source);
        TensorPrimitives.Clamp(source, short.MinValue, short.MaxValue, source);
        TensorPrimitives.ConvertTruncating<float, short>(source, destination);
    }
}
