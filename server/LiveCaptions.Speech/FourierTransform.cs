using System.Numerics;

namespace LiveCaptions.Speech;

/// <summary>
/// The discrete Fourier transform of one length, in place: radix 2, decimation in time. Its sines and cosines are computed once, as they
/// cost ten times what the transform itself does. Thread-safe.
/// </summary>
internal sealed class FourierTransform
{
    /// <summary>Where each value goes before the first step: its index with the bits reversed.</summary>
    private readonly int[] _reversed;

    /// <summary>e^(−πik/half) for k &lt; half, at half − 1 + k; half is 1, 2, 4, …</summary>
    private readonly Complex[] _turns;

    /// <param name="length">A power of two.</param>
    public FourierTransform(int length)
    {
        if (!BitOperations.IsPow2(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A transform's length is a power of two.");
        }

        var bits = BitOperations.Log2((uint)length);
        _reversed = [.. Enumerable.Range(0, length).Select(i => Enumerable.Range(0, bits).Sum(bit => ((i >> bit) & 1) << (bits - 1 - bit)))];
        _turns = [.. Enumerable.Range(0, bits).SelectMany(step => Turns(1 << step))];
    }

    /// <param name="values">As many as the transform's length.</param>
    public void Forward(Span<Complex> values)
    {
        if (values.Length != _reversed.Length)
        {
            throw new ArgumentException($"This transform takes {_reversed.Length} values, not {values.Length}.", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            var other = _reversed[i];
            if (other > i)
            {
                (values[i], values[other]) = (values[other], values[i]);
            }
        }

        for (var half = 1; half < values.Length; half *= 2)
        {
            var turns = _turns.AsSpan(half - 1, half);
            for (var at = 0; at < values.Length; at += 2 * half)
            {
                Join(values.Slice(at, half), values.Slice(at + half, half), turns);
            }
        }
    }

    /// <summary>Two transforms, of the even and the odd values, become one of all.</summary>
    private static void Join(Span<Complex> even, Span<Complex> odd, ReadOnlySpan<Complex> turns)
    {
        for (var k = 0; k < turns.Length; k++)
        {
            var turned = turns[k] * odd[k];
            odd[k] = even[k] - turned;
            even[k] += turned;
        }
    }

    private static IEnumerable<Complex> Turns(int half)
    {
        var angle = -Math.PI / half;
        return Enumerable.Range(0, half).Select(k => new Complex(Math.Cos(angle * k), Math.Sin(angle * k)));
    }
}
