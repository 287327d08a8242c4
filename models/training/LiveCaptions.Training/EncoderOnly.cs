using LiveCaptions.Speech.Recognition.Moonshine;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Training;

/// <summary>Encodes utterances as <see cref="MoonshineUtterance"/> does and leaves out the words, which take most of the time.</summary>
internal sealed class EncoderOnly(MoonshineModel model) : IUtteranceDecoder
{
    public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
    {
        var frames = StemFeatures.Frames(audio.Length);
        if (frames < 2)
        {
            return Hypothesis.Empty;
        }

        using var encoded = CrossAttention.Encode(model, new StemFeatures(model).Prepare(audio.Span, 0, frames));
        return Hypothesis.Empty with { Features = encoded.Features };
    }
}
