using System.Runtime.CompilerServices;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// For engines whose encoder gives nothing out: another encoder hears each utterance first, once for all that is asked about it.
/// </summary>
/// <param name="encode">Audio (16 kHz) to the classifier's taps, positions counting from the first sample.</param>
internal sealed class EncodingEmotionClassifier(IEmotionClassifier classifier, Func<ReadOnlyMemory<float>, EncoderFeatures> encode)
    : IEmotionClassifier
{
    private readonly ConditionalWeakTable<HeardUtterance, HeardUtterance> _encoded = [];

    public float SureFrom => classifier.SureFrom;

    public EmotionReading? Read(HeardUtterance utterance, long from, long to) =>
        classifier.Read(_encoded.GetValue(utterance, Encode), from, to);

    private HeardUtterance Encode(HeardUtterance utterance) =>
        utterance with { Features = encode(utterance.Audio) with { Start = utterance.Start } };
}
