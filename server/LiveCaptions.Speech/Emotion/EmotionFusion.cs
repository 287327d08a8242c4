using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// The voice and the words together. The voice weighs 0.7 where both are sure or neither is, 0.9 where only the voice is, 0.3 where only
/// the words are, and in between what lies in between. Words can tell pleasant from unpleasant and nothing else: they move the scores
/// between these groups, and within a group leave them to the voice.
/// </summary>
internal static class EmotionFusion
{
    private const float VoiceWeight = 0.7f;
    private const float SureVoiceGain = 0.2f;
    private const float SureWordsLoss = 0.4f;

    /// <summary>Words whose valence is no stronger say nothing sure; VADER's authors call them neutral.</summary>
    private const float NoFeeling = 0.05f;

    /// <summary>Words are sure from this valence on, either way.</summary>
    private const float ClearFeeling = 0.5f;

    /// <summary>Keeps a label that the voice rules out from taking nothing of its group.</summary>
    private const float Floor = 0.01f;

    private static readonly EmotionLabel[] Pleasant = [EmotionLabel.Happy, EmotionLabel.Surprised];

    private static readonly EmotionLabel[] Unpleasant =
        [EmotionLabel.Sad, EmotionLabel.Angry, EmotionLabel.Fearful, EmotionLabel.Disgusted, EmotionLabel.Surprised];

    /// <param name="words">Valence of the words, −1 to 1; null where they say nothing of feelings, or nobody can tell.</param>
    /// <param name="sureFrom">The score from which on a label can be trusted.</param>
    public static EmotionReading Fuse(EmotionReading voice, float? words, float sureFrom)
    {
        if (words is not { } valence)
        {
            return voice;
        }

        var weight = WeightOfVoice(voice, valence, sureFrom);
        var said = ScoresOfWords(voice.Scores, valence);
        float[] scores = [.. voice.Scores.Zip(said, (heard, read) => (weight * heard) + ((1 - weight) * read))];
        return new EmotionReading(voice.Arousal, (weight * voice.Valence) + ((1 - weight) * valence), scores);
    }

    private static float WeightOfVoice(EmotionReading voice, float words, float sureFrom)
    {
        var heard = Share(voice.Scores.Max(), sureFrom / 2, sureFrom);
        var read = Share(Math.Abs(words), NoFeeling, ClearFeeling);
        return VoiceWeight + (SureVoiceGain * heard * (1 - read)) - (SureWordsLoss * read * (1 - heard));
    }

    /// <summary>The scores, were the words right: so much of them as the valence is strong goes to its group.</summary>
    private static float[] ScoresOfWords(float[] voice, float valence)
    {
        var moved = Math.Abs(valence);
        var group = valence > 0 ? Pleasant : Unpleasant;
        var all = group.Sum(label => voice[(int)label] + Floor);
        float[] scores = [.. voice.Select(score => score * (1 - moved))];
        foreach (var label in group)
        {
            scores[(int)label] += moved * (voice[(int)label] + Floor) / all;
        }

        return scores;
    }

    private static float Share(float value, float none, float all) => Math.Clamp((value - none) / (all - none), 0, 1);
}
