using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Models;

public sealed class StemFeaturesModelTests : IAsyncLifetime
{
    /// <summary>Not where a block of features begins.</summary>
    private const int Later = 7 * 1536;

    private readonly MoonshineModel _model = MoonshineModel.Load(
        MoonshineSize.Tiny,
        Path.Combine(Repository.Models, "moonshine-tiny", "encoder_model.onnx"),
        Path.Combine(Repository.Models, "moonshine-tiny", "decoder_model_merged.onnx"),
        ExecutionProvider.Choose("cpu"));

    private float[] _audio = [];

    public async ValueTask InitializeAsync() => _audio = await MadeSpeech.Async();

    public ValueTask DisposeAsync()
    {
        _model.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    [InlineData(3)]
    public void Features_from_a_later_sample_on_are_those_of_what_begins_there(double before)
    {
        var whole = new StemFeatures(_model);
        if (before > 0)
        {
            Prepare(whole, 0, before);
        }

        var later = Prepare(whole.From(Later), Later, 5);
        var alone = Prepare(new StemFeatures(_model), Later, 5);
        Assert.Equal(alone.Frames, later.Frames);
        Assert.Equal(alone.Scale, later.Scale, 0.0001f);
        Assert.InRange(alone.Features.ToArray().Zip(later.Features.ToArray(), (a, b) => Math.Abs(a - b)).Max(), 0, 0.001f);
    }

    [Fact]
    public void Which_of_two_is_asked_first_makes_no_difference()
    {
        var together = Grown(wholeFirst: true, laterFirst: true);
        Assert.True(together.AsSpan().SequenceEqual(Grown(wholeFirst: false, laterFirst: true)));
        Assert.True(together.AsSpan().SequenceEqual(Grown(wholeFirst: true, laterFirst: false)));
    }

    private float[] Grown(bool wholeFirst, bool laterFirst)
    {
        var whole = new StemFeatures(_model);
        Prepare(whole, 0, 2.2);
        var later = whole.From(Later);
        foreach (var end in (double[])[2.9, 3.6, 4.1])
        {
            if (laterFirst)
            {
                Prepare(later, Later, end - 0.3);
            }

            if (wholeFirst)
            {
                Prepare(whole, 0, end);
            }
        }

        return [.. Prepare(whole, 0, 5).Features.ToArray(), .. Prepare(later, Later, 5).Features.ToArray()];
    }

    private StemFeatures.Window Prepare(StemFeatures features, int start, double end)
    {
        var audio = _audio.AsSpan(start, (int)AudioFormat.ToSamples(end) - start);
        return features.Prepare(audio, 0, StemFeatures.Frames(audio.Length));
    }
}
