using CsCheck;
using Xunit;

namespace LiveCaptions.Media.Tests;

public sealed class ResamplerTests
{
    private static readonly Gen<int> Rates = Gen.OneOf(8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 44_101, 48_000, 96_000, 192_000);

    [Fact]
    public void Any_chunking_gives_the_same_bits() =>
        Gen.Select(Rates, Gen.Float[-1, 1].Array[0, 3000], Gen.Int[0, 700].Array[0, 20]).Sample(
            (rate, input, pieces) => SampleSink.Resample(rate, 16_000, input, pieces).AsSpan()
                .SequenceEqual(SampleSink.Resample(rate, 16_000, input, [])),
            iter: 300);

    [Fact]
    public void Sample_by_sample_gives_the_same_bits()
    {
        var input = Sine(44_100, 1000, 2000);
        var ones = Enumerable.Repeat(1, input.Length);
        Assert.Equal(SampleSink.Resample(44_100, 16_000, input, []), SampleSink.Resample(44_100, 16_000, input, ones));
    }

    [Fact]
    public void Output_lasts_as_long_as_the_input() =>
        Gen.Select(Rates, Gen.Int[0, 20_000]).Sample(
            (rate, length) => SampleSink.Resample(rate, 16_000, new float[length], []).Length
                == (int)Math.Ceiling(length * 16_000.0 / rate),
            iter: 200);

    [Theory]
    [InlineData(8_000, 1000)]
    [InlineData(11_025, 440)]
    [InlineData(44_100, 440)]
    [InlineData(44_100, 6500)]
    [InlineData(44_101, 3000)]
    [InlineData(48_000, 1000)]
    [InlineData(192_000, 5000)]
    public void Sine_stays_the_same_sine_at_the_same_time(int rate, double frequency)
    {
        var output = SampleSink.Resample(rate, 16_000, Sine(rate, frequency, rate), []);
        var expected = Sine(16_000, frequency, output.Length);
        for (var i = 200; i < output.Length - 200; i++)
        {
            Assert.Equal(expected[i], output[i], 2e-3);
        }
    }

    [Theory]
    [InlineData(44_100, 8_200)]
    [InlineData(48_000, 12_000)]
    [InlineData(44_101, 9_000)]
    public void Tone_above_half_the_output_rate_is_gone(int rate, double frequency)
    {
        var output = SampleSink.Resample(rate, 16_000, Sine(rate, frequency, rate), []);
        Assert.All(output[200..^200], sample => Assert.InRange(sample, -1e-3f, 1e-3f));
    }

    [Fact]
    public void Step_happens_at_the_same_instant()
    {
        var input = new float[48_000];
        input.AsSpan(24_000).Fill(1);
        var output = SampleSink.Resample(48_000, 16_000, input, []);
        Assert.InRange(Array.FindIndex(output, sample => sample > 0.5f), 7_999, 8_001);
    }

    private static float[] Sine(int rate, double frequency, int length) =>
        Enumerable.Range(0, length).Select(i => 0.8f * (float)Math.Sin(2 * Math.PI * frequency * i / rate)).ToArray();
}
