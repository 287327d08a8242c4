using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>A hypothesis's words on the track's time line.</summary>
internal static class UtteranceWords
{
    private const float Speech = 0.5f;

    /// <summary>Frames of silence that no word holds inside: 96 ms. Closures of plosives are shorter.</summary>
    private const int Gap = 3;

    /// <summary>Only the words before a cut at its end; starts ascending, ends not before starts.</summary>
    public static IReadOnlyList<Word> Of(HeardUtterance utterance, IReadOnlyList<Word> heard)
    {
        var words = new List<Word>(heard.Count);
        var earliest = utterance.Start;
        foreach (var word in heard)
        {
            if (utterance.Start + ((word.Start + word.End) / 2) >= utterance.KeepTo)
            {
                continue;
            }

            var (from, to) = Voiced(utterance.Speech, word);
            var start = Math.Clamp(utterance.Start + from, earliest, utterance.KeepTo);
            words.Add(word with { Start = start, End = Math.Min(utterance.KeepTo, Math.Max(start, utterance.Start + to)) });
            earliest = start;
        }

        return words;
    }

    /// <summary>
    /// Attention reaches into the silence around a word and into its neighbours: the word is the longest stretch of voice in its range.
    /// </summary>
    private static (long From, long To) Voiced(IReadOnlyList<float> probabilities, Word word)
    {
        var (first, last) = (Frame(word.Start), Math.Min(Frame(word.End), probabilities.Count - 1));
        var (from, to) = (-1, -1);
        var runStart = -1;
        var runEnd = -1;
        for (var frame = first; frame <= last; frame++)
        {
            if (probabilities[frame] < Speech)
            {
                continue;
            }

            if (runStart < 0 || frame - runEnd > Gap)
            {
                runStart = frame;
            }

            runEnd = frame;
            if (runEnd - runStart > to - from || from < 0)
            {
                (from, to) = (runStart, runEnd);
            }
        }

        return from < 0
            ? (word.Start, word.End)
            : (Math.Max(word.Start, Sample(from)), Math.Min(word.End, Sample(to + 1)));
    }

    private static int Frame(long sample) => (int)(sample / IVoiceActivityDetector.FrameLength);

    private static long Sample(int frame) => (long)frame * IVoiceActivityDetector.FrameLength;
}
