using LiveCaptions.Captions.Cues;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Emotions;

/// <summary>
/// How one speaker's stretch of an utterance is said: a point of their curve. Times in seconds from the session's first sample.
/// </summary>
/// <param name="Speaker">Id; null where nobody is sure, or speakers are not told apart.</param>
/// <param name="Arousal">From calm, −1, to excited, 1.</param>
/// <param name="Valence">From unpleasant, −1, to pleasant, 1.</param>
/// <param name="Label">As cues have it; null where nobody is sure.</param>
public sealed record EmotionPoint(string? Speaker, double Start, double End, double Arousal, double Valence, string? Label)
{
    /// <param name="offset">Where the track's first sample lies in the session.</param>
    public static EmotionPoint Of(EmotionTurn turn, long offset, string? speaker) => new(
        speaker,
        Math.Round(AudioFormat.ToSeconds(turn.Start + offset), 3),
        Math.Round(AudioFormat.ToSeconds(turn.End + offset), 3),
        Math.Round(turn.Smoothed.Arousal, 3),
        Math.Round(turn.Smoothed.Valence, 3),
        turn.Label is { } label ? CueEmotion.NameOf(label) : null);
}
