using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Models;

public sealed class BeamSearchModelTests
{
    [Fact]
    public async Task Text_is_at_least_as_likely_as_the_greedy_one_and_one_beam_gives_that()
    {
        using var model = MoonshineModel.Load(
            MoonshineSize.Tiny, Path("encoder_model.onnx"), Path("decoder_model_merged.onnx"), ExecutionProvider.Choose("cpu"));
        foreach (var samples in await SpeechAsync())
        {
            using var cross = CrossAttention.Encode(
                model, new StemFeatures(model).Prepare(samples, 0, StemFeatures.Frames(samples.Length)));
            var greedy = new MoonshineDecoder(model).Decode(cross, [], TestContext.Current.CancellationToken);
            var one = new BeamSearch(model, width: 1).Decode(cross, TestContext.Current.CancellationToken);
            var four = new BeamSearch(model, width: 4).Decode(cross, TestContext.Current.CancellationToken);

            Assert.Equal(greedy.Tokens, one.Tokens);
            Assert.Equal(greedy.MeanLogProbability, one.MeanLogProbability, 0.001f);
            Assert.Equal(greedy.Attention.Count, one.Attention.Count);
            Assert.Equal(greedy.Attention[0], one.Attention[0]);
            Assert.InRange(four.MeanLogProbability, greedy.MeanLogProbability - 0.02f, 0);
            Assert.Equal(four.Tokens.Count + 1, four.Attention.Count);
        }
    }

    /// <summary>Clear speech, the same hard to make out, and noise.</summary>
    private static async Task<IEnumerable<float[]>> SpeechAsync()
    {
        var (clear, noise) = (await MadeSpeech.Async(), Noise.Make("white", 12));
        return [clear, [.. clear.Zip(noise, (speech, hiss) => speech + (3 * hiss))], noise];
    }

    private static string Path(string file) => System.IO.Path.Combine(Repository.Models, MoonshineSize.Tiny.Name, file);
}
