using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Moonshine;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Models;

/// <summary>Several utterances decoded together, with the real weights of moonshine-tiny.</summary>
public sealed class BatchDecoderModelTests(TinyEngine engine) : IAsyncLifetime
{
    private readonly List<CrossAttention> _utterances = [];
    private readonly MoonshineModel _model = MoonshineModel.Load(
        MoonshineSize.Tiny,
        Path.Combine(Repository.Models, "moonshine-tiny", "encoder_model.onnx"),
        Path.Combine(Repository.Models, "moonshine-tiny", "decoder_model_merged.onnx"),
        ExecutionProvider.Choose("cpu"));

    /// <summary>Utterances of five lengths, from one word's to three sentences'.</summary>
    public async ValueTask InitializeAsync()
    {
        var speech = await MadeSpeech.Async();
        foreach (var seconds in (double[])[4.3, 1.7, speech.Length / (double)AudioFormat.SampleRate, 2.9, 6.1])
        {
            var audio = speech.AsSpan(0, (int)AudioFormat.ToSamples(seconds));
            _utterances.Add(CrossAttention.Encode(_model, new StemFeatures(_model).Prepare(audio, 0, StemFeatures.Frames(audio.Length))));
        }
    }

    public ValueTask DisposeAsync()
    {
        _utterances.ForEach(u => u.Dispose());
        _model.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Each_gets_bit_for_bit_what_it_gets_alone()
    {
        var together = Items(_utterances);
        Decoder().Decode(together);
        foreach (var item in together)
        {
            Same(Alone(item.Input), await item.Result);
        }

        Assert.True((await together[2].Result).Tokens.Count > (await together[1].Result).Tokens.Count);
    }

    [Fact]
    public async Task Cancelled_one_leaves_and_the_others_go_on()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var items = Items(_utterances, cancelled: 1, cancel.Token);
        Decoder().Decode(items);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => items[1].Result);
        foreach (var item in items.Where((_, i) => i != 1))
        {
            Same(Alone(item.Input), await item.Result);
        }
    }

    [Fact]
    public async Task Failing_one_does_not_harm_the_others()
    {
        var broken = _utterances[3];
        broken.Dispose();
        var items = Items(_utterances);
        Decoder().Decode(items);
        await Assert.ThrowsAnyAsync<Exception>(() => items[3].Result);
        foreach (var item in items.Where(i => i.Input != broken))
        {
            Same(Alone(item.Input), await item.Result);
        }
    }

    [Fact]
    public async Task Tracks_heard_side_by_side_say_what_each_says_alone()
    {
        var speech = await MadeSpeech.Async();
        float[][] tracks = [.. Enumerable.Range(0, 6).Select(i => speech[(i * AudioFormat.SampleRate / 5)..])];
        var alone = new List<string>();
        foreach (var track in tracks)
        {
            alone.Add(await HearAsync(track));
        }

        Assert.Equal(alone, await Task.WhenAll(tracks.Select(HearAsync)));
    }

    private async Task<string> HearAsync(float[] samples)
    {
        var loaded = await engine.LoadAsync();
        await using var pipeline = loaded.CreatePipeline(new RecognizerStreamOptions { Interims = false, Background = true });
        var finals = await pipeline.RunAsync(new ArraySource(samples, [512])).Where(t => t.IsFinal).ToListAsync();
        return string.Join(' ', finals.SelectMany(f => f.Words).Select(w => $"{w.Text} [{w.Start}-{w.End} {w.Confidence:R}]"));
    }

    private BatchDecoder Decoder() => new(_model, new MoonshineDecoder(_model));

    private TokenSequence Alone(CrossAttention utterance) => new MoonshineDecoder(_model).Decode(utterance, [], CancellationToken.None);

    private static List<BatchItem<CrossAttention, TokenSequence>> Items(
        IEnumerable<CrossAttention> utterances, int cancelled = -1, CancellationToken cancellationToken = default) =>
        [.. utterances.Select((u, i) =>
            new BatchItem<CrossAttention, TokenSequence>(u, default, i == cancelled ? cancellationToken : CancellationToken.None))];

    private static void Same(TokenSequence expected, TokenSequence actual)
    {
        Assert.Equal(expected.Tokens, actual.Tokens);
        Assert.Equal(expected.LogProbabilities, actual.LogProbabilities);
        Assert.Equal(expected.EndLogProbability, actual.EndLogProbability);
        Assert.Equal(expected.Attention, actual.Attention);
    }
}
