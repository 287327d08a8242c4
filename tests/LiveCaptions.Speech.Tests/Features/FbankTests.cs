using System.Globalization;
using CsCheck;
using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Speech.Tests.Features;

public sealed class FbankTests
{
    /// <summary>Of natural logarithms; single precision, in which models are trained, is no better.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>Lines of <c>Fixtures/Fbank/fbank_reference.py</c>, which is numpy's word on the matter.</summary>
    [Theory]
    [InlineData(FbankWindow.Hamming)]
    [InlineData(FbankWindow.Povey)]
    public void Features_are_those_that_numpy_computes_by_Kaldis_definition(FbankWindow window)
    {
        var features = new Fbank(FbankOptions.Speakers(window)).Compute(ReferenceSignal.Samples());
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Fbank", "fbank-reference.txt"))
            .Select(line => line.Split(' '))
            .Where(line => line[0].Equals(window.ToString(), StringComparison.OrdinalIgnoreCase))
            .ToList();
        Assert.Equal(15, lines.Count);
        Assert.All(lines, line =>
        {
            Assert.Equal(int.Parse(line[1]) * Fbank.Bins, features.Length);
            var at = (int.Parse(line[2]) * Fbank.Bins) + int.Parse(line[3]);
            Assert.All(line[4].Split(','), (value, i) =>
                Assert.Equal(double.Parse(value, CultureInfo.InvariantCulture), features[at + i], Tolerance));
        });
    }

    [Theory]
    [InlineData(FbankWindow.Hamming)]
    [InlineData(FbankWindow.Povey)]
    public void Features_are_those_of_a_plain_Fourier_sum_for_any_noise(FbankWindow window) =>
        Gen.Float[-1, 1].Array[400, 900].Sample(
            samples =>
            {
                var plain = PlainFbank.Compute(samples, window).SelectMany(frame => frame).ToArray();
                var features = new Fbank(FbankOptions.Speakers(window)).Compute(samples);
                Assert.Equal(plain.Length, features.Length);
                Assert.All(features, (value, i) => Assert.Equal(plain[i], value, Tolerance));
            },
            iter: 10);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(399, 0)]
    [InlineData(400, 1)]
    [InlineData(559, 1)]
    [InlineData(560, 2)]
    [InlineData(16000, 98)]
    public void Only_whole_frames_count(int samples, int frames)
    {
        Assert.Equal(frames, Fbank.Frames(samples));
        Assert.Equal(frames * Fbank.Bins, new Fbank(FbankOptions.Speakers(FbankWindow.Hamming)).Compute(new float[samples]).Length);
    }

    [Fact]
    public void Silence_lies_on_the_floor_whatever_its_offset()
    {
        var fbank = new Fbank(FbankOptions.Speakers(FbankWindow.Povey));
        Assert.All(fbank.Compute(new float[800]), value => Assert.Equal(-15.9424, value, 1e-4));
        Assert.All(fbank.Compute([.. Enumerable.Repeat(0.25f, 800)]), value => Assert.Equal(-15.9424, value, 1e-4));
    }

    [Fact]
    public void Mean_is_taken_off_every_bin_for_itself()
    {
        var features = new float[2 * Fbank.Bins];
        (features[0], features[Fbank.Bins]) = (1, 3);
        (features[5], features[Fbank.Bins + 5]) = (-2, -2);
        Fbank.SubtractMean(features);
        Assert.Equal([-1, 1, 0, 0], [features[0], features[Fbank.Bins], features[5], features[Fbank.Bins + 5]]);
    }

    [Fact]
    public void Louder_speech_has_the_same_features_once_the_mean_is_off()
    {
        var fbank = new Fbank(FbankOptions.Speakers(FbankWindow.Hamming));
        var (quiet, loud) = (fbank.Compute(ReferenceSignal.Samples()), fbank.Compute([.. ReferenceSignal.Samples().Select(s => 2 * s)]));
        Fbank.SubtractMean(quiet);
        Fbank.SubtractMean(loud);
        Assert.All(loud, (value, i) => Assert.Equal(quiet[i], value, Tolerance));
    }
}
