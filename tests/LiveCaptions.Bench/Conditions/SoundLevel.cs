using System.Numerics.Tensors;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Conditions;

/// <summary>How loud a sound is, as the root of its mean square; 1 is full scale.</summary>
internal static class SoundLevel
{
    // 20 ms
    private const int FrameLength = AudioFormat.SampleRate / 50;
    private const double LoudShare = 0.95;

    // 20 dB below the loud frames: pauses and the noise in them do not count.
    private const double ActiveShare = 0.01;

    /// <summary>Of all of it.</summary>
    public static double Of(ReadOnlySpan<float> samples) => samples.IsEmpty ? 0 : Math.Sqrt(Power(samples));

    /// <summary>Of the frames in which somebody speaks: those at most 20 dB below the 95th percentile of frames.</summary>
    public static double OfSpeech(ReadOnlySpan<float> samples)
    {
        var powers = new double[samples.Length / FrameLength];
        for (var frame = 0; frame < powers.Length; frame++)
        {
            powers[frame] = Power(samples.Slice(frame * FrameLength, FrameLength));
        }

        if (powers.Length == 0)
        {
            return Of(samples);
        }

        var least = powers.Order().ElementAt((int)(LoudShare * (powers.Length - 1))) * ActiveShare;
        return Math.Sqrt(powers.Where(power => power >= least).Average());
    }

    /// <returns>The factor that a number of decibels is.</returns>
    public static double FromDecibels(double decibels) => Math.Pow(10, decibels / 20);

    /// <returns>The same sound as loud as that; silence stays silence.</returns>
    public static float[] Scale(ReadOnlySpan<float> samples, double from, double to)
    {
        var scaled = new float[samples.Length];
        TensorPrimitives.Multiply(samples, from > 0 ? (float)(to / from) : 1, scaled);
        return scaled;
    }

    private static double Power(ReadOnlySpan<float> samples) => TensorPrimitives.SumOfSquares(samples) / (double)samples.Length;
}
