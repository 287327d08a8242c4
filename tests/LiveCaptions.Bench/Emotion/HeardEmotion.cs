using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Emotion;

/// <summary>How a recording sounded.</summary>
/// <param name="Reading">Null where too little speech was heard in it.</param>
/// <param name="Utterances">Those that were decoded.</param>
public sealed record HeardEmotion(EmotionClip Clip, EmotionReading? Reading, IReadOnlyList<HeardUtteranceEmotion> Utterances)
{
    /// <summary>The label that most of its cues have, of those with one; null where none has.</summary>
    public EmotionLabel? Shown => Utterances.Select(utterance => utterance.Shown).Where(label => label is not null).GroupBy(label => label)
        .MaxBy(label => label.Count())?.Key;

    /// <summary>The utterances' readings in the mean, each with the weight of its length.</summary>
    public static HeardEmotion Of(EmotionClip clip, IReadOnlyList<HeardUtteranceEmotion> utterances)
    {
        var heard = utterances.Where(utterance => utterance.Reading is not null).ToList();
        var samples = heard.Sum(utterance => (double)utterance.Samples);
        float Mean(Func<EmotionReading, float> of) => (float)heard.Sum(utterance => of(utterance.Reading!) * (utterance.Samples / samples));
        var reading = heard.Count == 0
            ? null
            : new EmotionReading(
                Mean(reading => reading.Arousal),
                Mean(reading => reading.Valence),
                [.. Enumerable.Range(0, Enum.GetValues<EmotionLabel>().Length).Select(label => Mean(reading => reading.Scores[label]))]);
        return new HeardEmotion(clip, reading, utterances);
    }
}
