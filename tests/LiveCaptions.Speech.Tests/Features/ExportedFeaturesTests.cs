using System.Globalization;
using CsCheck;
using LiveCaptions.Speech.Features;

namespace LiveCaptions.Speech.Tests.Features;

/// <summary>What exported recognisers take for features.</summary>
public sealed class ExportedFeaturesTests
{
    private const double Tolerance = 1e-3;

    /// <summary>Lines of <c>Fixtures/Fbank/features_reference.py</c>.</summary>
    [Theory]
    [InlineData("icefall")]
    [InlineData("nemo")]
    public void Features_are_those_of_their_definition(string kind)
    {
        var features = FbankOf(kind).ComputeCentred(ReferenceSignal.Samples());
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Fbank", "features-reference.txt"))
            .Select(line => line.Split(' ')).Where(line => line[0] == kind).ToList();
        Assert.Equal(15, lines.Count);
        Assert.All(lines, line =>
        {
            Assert.Equal(int.Parse(line[1]) * Fbank.Bins, features.Length);
            var at = (int.Parse(line[2]) * Fbank.Bins) + int.Parse(line[3]);
            Assert.All(line[4].Split(','), (value, i) =>
                Assert.Equal(double.Parse(value, CultureInfo.InvariantCulture), features[at + i], Tolerance));
        });
    }

    [Fact]
    public void Growing_sound_has_the_frames_of_the_whole_sound_as_far_as_they_are_whole() =>
        Gen.Select(Gen.Float[-1, 1].Array[0, 2000], Gen.Int[1, 700]).Sample(
            (samples, piece) =>
            {
                var whole = FbankOf("icefall").ComputeCentred(samples);
                var stream = new FbankStream(FbankOf("icefall"));
                foreach (var part in samples.Chunk(piece))
                {
                    stream.Add(part);
                }

                Assert.Equal(samples.Length < 280 ? 0 : ((samples.Length - 280) / 160) + 1, stream.Ready);
                var forgotten = stream.Ready / 2;
                stream.Forget(forgotten);
                Assert.Equal(
                    whole.AsSpan(forgotten * Fbank.Bins, (stream.Ready - forgotten) * Fbank.Bins).ToArray(),
                    stream.Frames(forgotten, stream.Ready - forgotten).ToArray());
            },
            iter: 30);

    [Fact]
    public void Normalised_features_have_mean_0_and_deviation_1_in_every_bin()
    {
        float[] features = [1, 5, 3, 5, 8, 5];
        Fbank.Normalise(features, 2);
        var deviation = MathF.Sqrt(26f / 3);
        float[] expected = [-3 / deviation, 0, -1 / deviation, 0, 4 / deviation, 0];
        Assert.Equal(expected, features, (a, b) => MathF.Abs(a - b) < 1e-4);
    }

    private static Fbank FbankOf(string kind) => new(kind == "nemo" ? FbankOptions.Nemo(Fbank.Bins) : FbankOptions.Icefall);
}
