using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Cues;

/// <summary>How a final is said, where that is sure.</summary>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Arousal">From calm, −1, to excited, 1.</param>
/// <param name="Valence">From unpleasant, −1, to pleasant, 1.</param>
/// <param name="Scores">Of all labels; what they lack to 1 is something that there is no label for.</param>
public sealed record CueEmotion(
    string Label, double Confidence, double Arousal, double Valence, IReadOnlyDictionary<string, double>? Scores)
{
    private static readonly EmotionLabel[] Labels = Enum.GetValues<EmotionLabel>();

    public static string NameOf(EmotionLabel label) => label.ToString().ToLowerInvariant();

    /// <summary>How most of a cue's words are said; null where nobody is sure.</summary>
    /// <param name="turns">Of the cue's utterance.</param>
    public static CueEmotion? Of(IReadOnlyList<Word> words, IReadOnlyList<EmotionTurn> turns)
    {
        // A turn that nobody could tell anything of is not among them: its words must not get another's label.
        var most = turns.FirstOrDefault(turn =>
            2 * words.Count(word => (word.Start + word.End) / 2 is var middle && middle >= turn.Start && middle <= turn.End) > words.Count);
        return most?.Label is not { } label ? null : new CueEmotion(
            NameOf(label),
            Math.Round(most.Confidence, 3),
            Math.Round(most.Smoothed.Arousal, 3),
            Math.Round(most.Smoothed.Valence, 3),
            Labels.ToDictionary(NameOf, l => Math.Round(most.Smoothed.Scores[(int)l], 3), StringComparer.Ordinal));
    }
}
