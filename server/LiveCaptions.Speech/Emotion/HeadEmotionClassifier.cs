using System.Numerics.Tensors;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Emotion;

/// <summary>Hears how something is said in what the recogniser's encoder has computed anyway.</summary>
internal sealed class HeadEmotionClassifier(EmotionHead head) : IEmotionClassifier
{
    /// <summary>Of each class; null where captions have none.</summary>
    private readonly EmotionLabel?[] _labels =
        [.. head.Classes.Select(name => Enum.TryParse<EmotionLabel>(name, ignoreCase: true, out var label) ? label : (EmotionLabel?)null)];

    public float SureFrom => head.SureFrom;

    public EmotionReading? Read(HeardUtterance utterance, long from, long to)
    {
        if (EmotionFeatures.Of(utterance, head.Taps, from, to) is not { } features)
        {
            return null;
        }

        return new EmotionReading(
            MathF.Tanh(head.Arousal.Apply(features)[0]), MathF.Tanh(head.Valence.Apply(features)[0]), Scores(features));
    }

    private float[] Scores(float[] features)
    {
        var logits = head.Class.Apply(features);
        // Less the highest, so that the exponentials stay finite.
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max<float>(logits), logits);
        TensorPrimitives.Divide(logits, head.Temperature, logits);
        var probabilities = new float[logits.Length];
        TensorPrimitives.SoftMax(logits, probabilities);
        var scores = new float[Enum.GetValues<EmotionLabel>().Length];
        foreach (var (index, probability) in probabilities.Index())
        {
            if (_labels[index] is { } label)
            {
                scores[(int)label] += probability;
            }
        }

        return scores;
    }
}
