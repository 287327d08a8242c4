using System.Runtime.CompilerServices;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// For engines whose encoder gives nothing out: another encoder hears each utterance first, once for all that is asked about it. Where the
/// engine's own has heard it, nothing is added.
/// </summary>
/// <param name="load">
/// Gets, when it is needed first, what brings audio (16 kHz) to the classifier's taps, positions counting from the first sample.
/// </param>
internal sealed class EncodingEmotionClassifier(IEmotionClassifier classifier, Func<Func<ReadOnlyMemory<float>, EncoderFeatures>> load)
    : IEmotionClassifier
{
    private readonly Lazy<Func<ReadOnlyMemory<float>, EncoderFeatures>> _encode = new(load);
    private readonly ConditionalWeakTable<HeardUtterance, HeardUtterance> _encoded = [];

    public float SureFrom => classifier.SureFrom;

    public EmotionReading? Read(HeardUtterance utterance, long from, long to) =>
        classifier.Read(IsEncoded(utterance) ? utterance : _encoded.GetValue(utterance, Encode), from, to);

    /// <summary>What is shorter than two blocks says nothing either way.</summary>
    private static bool IsEncoded(HeardUtterance utterance) =>
        utterance.Features.Blocks > 0 || utterance.Audio.Length < 2 * EncoderFeatures.BlockLength;

    private HeardUtterance Encode(HeardUtterance utterance) =>
        utterance with { Features = _encode.Value(utterance.Audio) with { Start = utterance.Start } };
}
