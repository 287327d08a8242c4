using System.Numerics.Tensors;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Conditions;

/// <summary>A filter that is given by its response to an impulse.</summary>
internal sealed class FirFilter
{
    private readonly float[] _reversed;

    public FirFilter(IEnumerable<float> response) => _reversed = [.. response.Reverse()];

    /// <summary>
    /// Lets pass what is between two frequencies; 0 as the lower lets pass all below the upper. Delays nothing when applied with <see
    /// cref="ApplyCentred"/>.
    /// </summary>
    /// <param name="low">Hertz.</param>
    /// <param name="high">Hertz.</param>
    /// <param name="taps">Odd; more are steeper.</param>
    public static FirFilter Band(double low, double high, int taps)
    {
        var middle = taps / 2;
        return new FirFilter(Enumerable.Range(-middle, taps).Select(i => (float)((Sinc(i, high) - Sinc(i, low)) * Hamming(i, middle))));
    }

    /// <returns>As long as the input and what still sounds behind it.</returns>
    public float[] Apply(ReadOnlySpan<float> samples)
    {
        var padded = new float[samples.Length + (2 * (_reversed.Length - 1))];
        samples.CopyTo(padded.AsSpan(_reversed.Length - 1));
        var filtered = new float[samples.Length + _reversed.Length - 1];
        for (var i = 0; i < filtered.Length; i++)
        {
            filtered[i] = TensorPrimitives.Dot(padded.AsSpan(i, _reversed.Length), _reversed);
        }

        return filtered;
    }

    /// <returns>As long as the input and at the same time, for a response that is symmetric.</returns>
    public float[] ApplyCentred(ReadOnlySpan<float> samples) => Apply(samples).AsSpan(_reversed.Length / 2, samples.Length).ToArray();

    private static double Sinc(int i, double frequency)
    {
        var cycles = 2 * frequency / AudioFormat.SampleRate;
        return i == 0 ? cycles : Math.Sin(Math.PI * cycles * i) / (Math.PI * i);
    }

    private static double Hamming(int i, int middle) => 0.54 + (0.46 * Math.Cos(Math.PI * i / middle));
}
