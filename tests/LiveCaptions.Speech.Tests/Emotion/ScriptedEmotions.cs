using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Emotion;

/// <summary>Hears what the test says is heard.</summary>
internal sealed class ScriptedEmotions : IEmotionClassifier
{
    public float SureFrom { get; init; } = 0.8f;

    /// <summary>Called with each window: a test may throw here.</summary>
    public Action BeforeRead { get; init; } = () => { };

    /// <summary>What a window sounds like.</summary>
    public Func<long, long, EmotionReading?> Sound { get; set; } = (_, _) => Of(EmotionLabel.Neutral, 0.9f);

    /// <summary>Windows asked for, in seconds.</summary>
    public List<(double From, double To)> Asked { get; } = [];

    public EmotionReading? Read(HeardUtterance utterance, long from, long to)
    {
        BeforeRead();
        Asked.Add((AudioFormat.ToSeconds(from), AudioFormat.ToSeconds(to)));
        return Sound(from, to);
    }

    /// <summary>So much for one label, the rest for all others alike.</summary>
    public static EmotionReading Of(EmotionLabel label, float score, float arousal = 0, float valence = 0) =>
        new(arousal, valence, [.. Enum.GetValues<EmotionLabel>().Select(l => l == label ? score : (1 - score) / 6)]);
}
