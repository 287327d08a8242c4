using System.Numerics.Tensors;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Emotion;

/// <summary>Hears how something is said by a model of somebody else's, on the sound itself.</summary>
internal sealed class OnnxEmotionClassifier : IEmotionClassifier
{
    /// <summary>Nobody has measured what such a model is worth here, so it has to be very sure.</summary>
    private const float Cautious = 0.8f;

    /// <summary>In frames of 32 ms: 0.6 s of speech. Less says too little.</summary>
    private const int Shortest = 19;

    /// <summary>
    /// [<see cref="EmotionLabel"/>]: where each lies, by Russell's circumplex (1980): arousal and valence are what
    /// is expected of the probabilities.
    /// </summary>
    private static readonly (float Arousal, float Valence)[] Places =
    [
        (0, 0), (0.5f, 0.8f), (-0.6f, -0.6f), (0.8f, -0.6f), (0.6f, -0.7f), (0.2f, -0.7f), (0.7f, 0.2f)
    ];

    private readonly EmotionNetwork _network;

    /// <summary>The label of each output; null for something that there is none for.</summary>
    private readonly EmotionLabel?[] _labels;

    public OnnxEmotionClassifier(EmotionNetwork network, IEnumerable<string> labels, float? sureFrom)
    {
        _network = network;
        _labels = [.. labels.Select(label =>
            label == ModelEntry.OtherLabel ? (EmotionLabel?)null : Enum.Parse<EmotionLabel>(label, ignoreCase: true))];
        SureFrom = sureFrom ?? Cautious;
    }

    public float SureFrom { get; }

    /// <exception cref="ModelMissingException">The model's file is not there.</exception>
    /// <exception cref="InvalidDataException">The catalog has no such emotion model, or its file is none.</exception>
    public static OnnxEmotionClassifier Load(string id, ModelCatalog catalog, ModelStore models, ExecutionProvider provider)
    {
        var emotions = catalog.Models.Where(model => model.Engine == ModelEntry.EmotionEngine).ToList();
        var entry = emotions.Find(model => model.Id == id) ?? throw new InvalidDataException(
            $"There is no emotion model '{id}'. There are: {string.Join(", ", emotions.Select(model => model.Id).DefaultIfEmpty("none"))}. "
            + "models/README.md says how to add one.");
        var network = EmotionNetwork.Load(models.Locate(entry)[entry.Files[0].Name], entry.Labels!.Count, provider);
        return new OnnxEmotionClassifier(network, entry.Labels, entry.SureFrom);
    }

    public EmotionReading? Read(HeardUtterance utterance, long from, long to)
    {
        var first = (int)Math.Max(0, from - utterance.Start);
        var last = (int)Math.Min(utterance.Audio.Length, to - utterance.Start);
        if (SpeechFrames(utterance, first, last) < Shortest)
        {
            return null;
        }

        var probabilities = _network.Classify(Normalized(utterance.Audio.Span[first..last]));
        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
        var scores = new float[Places.Length];
        foreach (var (at, label) in _labels.Index())
        {
            if (label is { } known)
            {
                scores[(int)known] += probabilities[at];
            }
        }

        return new EmotionReading(
            scores.Select((score, i) => score * Places[i].Arousal).Sum(),
            scores.Select((score, i) => score * Places[i].Valence).Sum(), scores);
    }

    private static int SpeechFrames(HeardUtterance utterance, int from, int to)
    {
        const int frame = IVoiceActivityDetector.FrameLength;
        return utterance.Speech.Skip(from / frame).Take(Math.Max(0, (to - from) / frame))
            .Count(probability => probability > HeardUtterance.ClearSpeech);
    }

    /// <summary>Mean 0 and variance 1, as these models are trained: how loud it is recorded does not decide.</summary>
    private static float[] Normalized(ReadOnlySpan<float> samples)
    {
        var normalized = samples.ToArray();
        TensorPrimitives.Subtract(normalized, TensorPrimitives.Sum<float>(normalized) / normalized.Length, normalized);
        var deviation = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(normalized) / normalized.Length);
        TensorPrimitives.Divide(normalized, MathF.Max(deviation, 1e-6f), normalized);
        return normalized;
    }
}
