using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Training;

/// <summary>The stretches of an utterance that the product looks at, with the features that it sees there.</summary>
internal static class HeadWindows
{
    public static IEnumerable<HeadWindow> OfVoices(HeardUtterance utterance, IReadOnlyList<string> taps) =>
        UtteranceWindow.Over(utterance, taps).Select(window => new HeadWindow(window.Start, window.End, Whole: false, window.Features));

    /// <summary>All of it, and its windows where it is longer than one.</summary>
    public static IEnumerable<HeadWindow> OfEmotions(HeardUtterance utterance, IReadOnlyList<string> taps)
    {
        var (from, end) = (Math.Max(utterance.Start, utterance.KeepFrom),
            Math.Min(utterance.Start + utterance.Audio.Length, utterance.KeepTo));
        var windows = EmotionWindows.Over(from, end).ToList();
        foreach (var (index, stretch) in (windows.Count == 1 ? windows : windows.Prepend((From: from, To: end))).Index())
        {
            if (EmotionFeatures.Of(utterance, taps, stretch.From, stretch.To) is { } features)
            {
                yield return new HeadWindow(stretch.From, stretch.To, Whole: index == 0, features);
            }
        }
    }
}
