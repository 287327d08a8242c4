using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>A hypothesis's words on the track's time line.</summary>
internal static class UtteranceWords
{
    private const float Speech = 0.5f;

    /// <summary>Only the words of this utterance's side of a cut; starts ascending, ends not before starts.</summary>
    public static IReadOnlyList<Word> Of(Utterance utterance, IReadOnlyList<Word> heard)
    {
        var words = new List<Word>(heard.Count);
        var earliest = utterance.KeepFrom;
        foreach (var word in heard)
        {
            var middle = utterance.Start + ((word.Start + word.End) / 2);
            if (middle < utterance.KeepFrom || middle >= utterance.KeepTo)
            {
                continue;
            }

            var start = Math.Max(earliest, utterance.Start + Onset(utterance, word));
            words.Add(word with { Start = start, End = Math.Min(utterance.KeepTo, Math.Max(start, utterance.Start + Offset(utterance, word))) });
            earliest = start;
        }

        return words;
    }

    /// <summary>Attention reaches back into the silence before a word; the voice begins later.</summary>
    private static long Onset(Utterance utterance, Word word)
    {
        for (var frame = Frame(word.Start); frame <= Frame(word.End) && frame < utterance.Frames; frame++)
        {
            if (utterance.Probabilities[frame] >= Speech)
            {
                return Math.Max(word.Start, (long)frame * IVoiceActivityDetector.FrameLength);
            }
        }

        return word.Start;
    }

    /// <summary>And on into the silence behind it.</summary>
    private static long Offset(Utterance utterance, Word word)
    {
        for (var frame = Math.Min(Frame(word.End), utterance.Frames - 1); frame >= Frame(word.Start); frame--)
        {
            if (utterance.Probabilities[frame] >= Speech)
            {
                return Math.Min(word.End, (long)(frame + 1) * IVoiceActivityDetector.FrameLength);
            }
        }

        return word.End;
    }

    private static int Frame(long sample) => (int)(sample / IVoiceActivityDetector.FrameLength);
}
