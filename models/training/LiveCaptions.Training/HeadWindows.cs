using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Training;

/// <summary>The stretches of an utterance that the product looks at, with the features that it sees there.</summary>
internal static class HeadWindows
{
    /// <summary>Samples of a window: 3 s.</summary>
    private const long Length = 3 * AudioFormat.SampleRate;

    /// <summary>Samples from window to window: they overlap by 0.5 s.</summary>
    private const long Hop = 5 * AudioFormat.SampleRate / 2;

    public static IEnumerable<HeadWindow> OfVoices(HeardUtterance utterance, IReadOnlyList<string> taps) =>
        UtteranceWindow.Over(utterance, taps).Select(window => new HeadWindow(window.Start, window.End, Whole: false, window.Features));

    /// <summary>All of it, and its windows where it is longer than one.</summary>
    public static IEnumerable<HeadWindow> OfEmotions(HeardUtterance utterance, IReadOnlyList<string> taps)
    {
        var (from, end) = (Math.Max(utterance.Start, utterance.KeepFrom), Math.Min(utterance.Start + utterance.Audio.Length, utterance.KeepTo));
        List<(long From, long To)> stretches = [(from, end)];
        if (end - from > Length)
        {
            stretches.AddRange(Enumerable.Range(0, (int)((end - from + Hop - 1) / Hop)).Select(i => (from + (i * Hop), Math.Min(end, from + (i * Hop) + Length))));
        }

        foreach (var (index, stretch) in stretches.Index())
        {
            if (EmotionFeatures.Of(utterance, taps, stretch.From, stretch.To) is { } features)
            {
                yield return new HeadWindow(stretch.From, stretch.To, Whole: index == 0, features);
            }
        }
    }
}
