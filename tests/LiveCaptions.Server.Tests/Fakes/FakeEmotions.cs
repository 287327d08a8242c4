using LiveCaptions.Speech;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>
/// How <see cref="FakeSpeech"/> is said, by the loudest word: 6, 16, 26, … angrily, 7, 17, … happily, 8, 18, … a little sadly, which
/// is nothing to be sure of, 9, 19, … in no way that can be told, all others neutrally.
/// </summary>
public sealed class FakeEmotions : IEmotionClassifier
{
    public float SureFrom => 0.8f;

    /// <summary>Called with each stretch: a test may throw here.</summary>
    public Action BeforeRead { get; init; } = () => { };

    public EmotionReading? Read(HeardUtterance utterance, long from, long to)
    {
        BeforeRead();
        var first = (int)(from - utterance.Start);
        var heard = utterance.Audio.Span[first..(int)Math.Min(utterance.Audio.Length, to - utterance.Start)];
        var loudest = 0f;
        foreach (var sample in heard)
        {
            loudest = Math.Max(loudest, Math.Abs(sample));
        }

        return (FakeSpeech.WordOf(loudest) % 10) switch
        {
            6 => Of(EmotionLabel.Angry, 0.96f, 0.8f, -0.7f),
            7 => Of(EmotionLabel.Happy, 0.95f, 0.5f, 0.8f),
            8 => Of(EmotionLabel.Sad, 0.5f, -0.2f, -0.2f),
            9 => null,
            _ => Of(EmotionLabel.Neutral, 0.94f, 0, 0),
        };
    }

    private static EmotionReading Of(EmotionLabel label, float score, float arousal, float valence) =>
        new(arousal, valence, [.. Enum.GetValues<EmotionLabel>().Select(l => l == label ? score : (1 - score) / 6)]);
}
