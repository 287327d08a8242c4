using System.Numerics;
using CsCheck;

namespace LiveCaptions.Speech.Tests;

public sealed class FourierTransformTests
{
    [Fact]
    public void Transform_is_the_sum_that_defines_it() => Gen.Select(Gen.Int[0, 8], Gen.Int).Sample((bits, seed) =>
    {
        var (length, random) = (1 << bits, new Random(seed));
        var values = Enumerable.Range(0, length).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5)).ToArray();
        var sums = Enumerable.Range(0, length)
            .Select(k =>
                values.Select((value, i) => value * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * i / length)).Aggregate(Complex.Add))
            .ToArray();
        var (real, imaginary) = (Array.ConvertAll(values, v => v.Real), Array.ConvertAll(values, v => v.Imaginary));
        new FourierTransform(length).Forward(real, imaginary);
        Assert.All(
            sums.Zip(real, imaginary), triple => Assert.True((triple.First - new Complex(triple.Second, triple.Third)).Magnitude < 1e-9));
    });

    [Fact]
    public void Values_of_another_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => new FourierTransform(8).Forward(new double[16], new double[8]));

    [Fact]
    public void Length_that_is_no_power_of_two_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourierTransform(12));
}
