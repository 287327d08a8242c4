using LiveCaptions.Speech.Recognition.Moonshine;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Training;

/// <summary>Encodes utterances and leaves out the words, which take most of the time.</summary>
internal sealed class EncoderOnly(TapEncoder encoder) : IUtteranceDecoder
{
    public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken) =>
        Hypothesis.Empty with { Features = encoder.Encode(audio) };
}
