using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Cues;

/// <summary>
/// Where live speech may become final before its pause: at the end of a cue that viewers see full. Depends on the words, and on how they
/// are written, alone. Thread-safe.
/// </summary>
/// <param name="language">BCP 47, of the words.</param>
/// <param name="formatter">How words are written now; null where they stay as they are.</param>
public sealed class WholeCues(CueOptions options, string language, Func<TranscriptFormatter?> formatter)
{
    private readonly CueSplitter _splitter = new(options);

    /// <summary>How many of the leading words fill whole cues; 0 while none is full.</summary>
    /// <param name="words">As recognised; none of them will change.</param>
    public int Count(IReadOnlyList<Word> words)
    {
        if (formatter() is not { } current)
        {
            return _splitter.Whole(words);
        }

        try
        {
            return CountWritten(words, current);
        }
        catch (Exception)
        {
            return 0; // Who formats the transcript tells of it; where the cues end nobody knows.
        }
    }

    /// <summary>
    /// What is written of several words is never torn apart, nor what is to be hidden: either side of the border is written as both are
    /// together, if need be before the end of the cue.
    /// </summary>
    private int CountWritten(IReadOnlyList<Word> words, TranscriptFormatter current)
    {
        var written = Write(words, current, isFinal: false);
        Word[] known = [.. written.Words.Take(written.StableWords)];
        for (var count = _splitter.Whole(known); count > 0; count--)
        {
            var spoken = words.TakeWhile(word => word.Start < known[count].Start).ToList();
            Word[] apart =
            [
                .. Write(spoken, current, isFinal: true).Words, .. Write([.. words.Skip(spoken.Count)], current, isFinal: false).Words
            ];
            if (spoken.Count > 0 && apart.Length == written.Words.Count && known.Zip(apart).All(pair => IsSame(pair.First, pair.Second)))
            {
                return spoken.Count;
            }
        }

        return 0;
    }

    private Transcript Write(IReadOnlyList<Word> words, TranscriptFormatter current, bool isFinal) => current.Format(new Transcript
    {
        Utterance = 0,
        IsFinal = isFinal,
        Words = words,
        StableWords = words.Count,
        Language = language,
        AudioEnd = words.Count > 0 ? words[^1].End : 0,
    });

    private static bool IsSame(Word one, Word other) => (one.Text, one.Start, one.End) == (other.Text, other.Start, other.End);
}
