using System.Numerics;
using System.Runtime.InteropServices;

namespace LiveCaptions.Speech;

/// <summary>
/// The discrete Fourier transform of one length, in place: radix 2, decimation in time. Its sines and cosines are computed once, as they
/// cost ten times what the transform itself does. Thread-safe.
/// </summary>
internal sealed class FourierTransform
{
    /// <summary>Where each value goes before the first step: its index with the bits reversed.</summary>
    private readonly int[] _reversed;

    /// <summary>cos and sin of −πk/half for k &lt; half, at half − 1 + k; half is 1, 2, 4, …</summary>
    private readonly double[] _cosines;
    private readonly double[] _sines;

    /// <param name="length">A power of two.</param>
    public FourierTransform(int length)
    {
        if (!BitOperations.IsPow2(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A transform's length is a power of two.");
        }

        var bits = BitOperations.Log2((uint)length);
        _reversed = [.. Enumerable.Range(0, length)
            .Select(i => Enumerable.Range(0, bits).Sum(bit => ((i >> bit) & 1) << (bits - 1 - bit)))];
        double[] angles = [.. Enumerable.Range(0, bits).SelectMany(step => Angles(1 << step))];
        (_cosines, _sines) = (Array.ConvertAll(angles, Math.Cos), Array.ConvertAll(angles, Math.Sin));
    }

    /// <param name="real">As many values as the transform's length.</param>
    /// <param name="imaginary">As many, too.</param>
    public void Forward(Span<double> real, Span<double> imaginary)
    {
        if (real.Length != _reversed.Length || imaginary.Length != _reversed.Length)
        {
            throw new ArgumentException(
                $"This transform takes {_reversed.Length} values, not {real.Length} and {imaginary.Length}.", nameof(real));
        }

        for (var i = 0; i < real.Length; i++)
        {
            var other = _reversed[i];
            if (other > i)
            {
                (real[i], real[other]) = (real[other], real[i]);
                (imaginary[i], imaginary[other]) = (imaginary[other], imaginary[i]);
            }
        }

        for (var half = 1; half < real.Length; half *= 2)
        {
            for (var at = 0; at < real.Length; at += 2 * half)
            {
                Join(
                    real.Slice(at, 2 * half), imaginary.Slice(at, 2 * half),
                    _cosines.AsSpan(half - 1, half), _sines.AsSpan(half - 1, half));
            }
        }
    }

    /// <summary>Two transforms, of the even and behind it the odd values, become one of all.</summary>
    private static void Join(Span<double> real, Span<double> imaginary, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        var half = cosines.Length;
        if (half % Vector<double>.Count == 0)
        {
            Join(
                MemoryMarshal.Cast<double, Vector<double>>(real[..half]),
                MemoryMarshal.Cast<double, Vector<double>>(real[half..]),
                MemoryMarshal.Cast<double, Vector<double>>(imaginary[..half]),
                MemoryMarshal.Cast<double, Vector<double>>(imaginary[half..]),
                MemoryMarshal.Cast<double, Vector<double>>(cosines),
                MemoryMarshal.Cast<double, Vector<double>>(sines));
            return;
        }

        for (var k = 0; k < half; k++)
        {
            var turnedReal = (cosines[k] * real[half + k]) - (sines[k] * imaginary[half + k]);
            var turnedImaginary = (sines[k] * real[half + k]) + (cosines[k] * imaginary[half + k]);
            (real[k], real[half + k]) = (real[k] + turnedReal, real[k] - turnedReal);
            (imaginary[k], imaginary[half + k]) = (imaginary[k] + turnedImaginary, imaginary[k] - turnedImaginary);
        }
    }

    /// <summary>The same arithmetic on several values at once; the sums are the same to the last bit.</summary>
    private static void Join(
        Span<Vector<double>> evenReal,
        Span<Vector<double>> oddReal,
        Span<Vector<double>> evenImaginary,
        Span<Vector<double>> oddImaginary,
        ReadOnlySpan<Vector<double>> cosines,
        ReadOnlySpan<Vector<double>> sines)
    {
        for (var k = 0; k < evenReal.Length; k++)
        {
            var turnedReal = (cosines[k] * oddReal[k]) - (sines[k] * oddImaginary[k]);
            var turnedImaginary = (sines[k] * oddReal[k]) + (cosines[k] * oddImaginary[k]);
            (evenReal[k], oddReal[k]) = (evenReal[k] + turnedReal, evenReal[k] - turnedReal);
            (evenImaginary[k], oddImaginary[k]) = (evenImaginary[k] + turnedImaginary, evenImaginary[k] - turnedImaginary);
        }
    }

    private static IEnumerable<double> Angles(int half) => Enumerable.Range(0, half).Select(k => -Math.PI / half * k);
}
