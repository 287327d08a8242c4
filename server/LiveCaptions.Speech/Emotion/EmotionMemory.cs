using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// What one speaker's last five utterances were like. Smooths over them, each earlier one with half the weight of the one behind it;
/// a change that is clear by itself is not smoothed away but begins anew.
/// </summary>
internal sealed class EmotionMemory
{
    private const int Utterances = 5;

    /// <summary>A step in arousal or valence that is no chance.</summary>
    private const float Step = 0.6f;

    private readonly List<EmotionReading> _last = [];

    /// <param name="sureFrom">The score from which on a label can be trusted.</param>
    /// <returns>The utterance together with those before; the first, or one that changes everything, as it is.</returns>
    public EmotionReading Add(EmotionReading now, float sureFrom)
    {
        if (_last.Count > 0 && IsClearChange(Smoothed(), now, sureFrom))
        {
            _last.Clear();
        }

        _last.Insert(0, now);
        if (_last.Count > Utterances)
        {
            _last.RemoveAt(Utterances);
        }

        return Smoothed();
    }

    private EmotionReading Smoothed() => _last.Count == 1
        ? _last[0]
        : EmotionReading.Mean([.. _last.Select((reading, age) => (reading, 1f / (1 << age)))]);

    private static bool IsClearChange(EmotionReading before, EmotionReading now, float sureFrom) =>
        (now.Top() != before.Top() && now.Scores.Max() >= (1 + sureFrom) / 2)
        || Math.Abs(now.Arousal - before.Arousal) >= Step
        || Math.Abs(now.Valence - before.Valence) >= Step;
}
