using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Models;

public sealed class KnownTokensModelTests
{
    [Fact]
    public async Task Text_begins_with_what_is_known_whatever_else_was_heard()
    {
        var stop = TestContext.Current.CancellationToken;
        using var model = MoonshineModel.Load(
            MoonshineSize.Tiny, Path("encoder_model.onnx"), Path("decoder_model_merged.onnx"), ExecutionProvider.Choose("cpu"));
        var samples = await MadeSpeech.Async();
        using var cross = CrossAttention.Encode(model, new StemFeatures(model).Prepare(samples, 0, StemFeatures.Frames(samples.Length)));
        var decoder = new MoonshineDecoder(model);
        var heard = decoder.Decode(cross, [], stop);
        int[] draft = [.. heard.Tokens];
        draft[2] = draft[^2];

        Assert.Equal(heard.Tokens, decoder.Decode(cross, draft, stop, known: 2).Tokens);
        var given = decoder.Decode(cross, draft, stop, known: 3);
        Assert.Equal(draft[..3], given.Tokens[..3]);
        Assert.Equal(given.Tokens.Count + 1, given.Attention.Count);
        Assert.InRange(given.LogProbabilities[2], float.MinValue, heard.LogProbabilities[2] - 1);
    }

    private static string Path(string file) => System.IO.Path.Combine(Repository.Models, MoonshineSize.Tiny.Name, file);
}
