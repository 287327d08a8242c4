namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Words that take no time were not said, however sure the decoder is: it went on writing where it had nothing more to hear, and
/// attention stood still. One such word among others is an error of the times (in read speech three of a thousand words are that short,
/// nearly all of them said); a run of them is none: in 22,000 words of read speech there was one, a loop of ten.
/// </summary>
internal static class TimelessWords
{
    /// <summary>No word is said in less than this (48 ms), in samples.</summary>
    private const long Instant = 768;

    private const int Run = 3;

    /// <summary>A run this long is enough at an utterance's end, where decoders go on when the speech is over.</summary>
    private const int TailRun = 2;

    public static IReadOnlyList<Word> TakenOut(IReadOnlyList<Word> words)
    {
        List<Word>? left = null;
        for (var at = 0; at < words.Count;)
        {
            var run = RunAt(words, at);
            var isOut = run >= (at + run == words.Count ? TailRun : Run);
            if (isOut && left is null)
            {
                left = [.. words.Take(at)];
            }

            var step = Math.Max(1, run);
            if (!isOut)
            {
                left?.AddRange(words.Skip(at).Take(step));
            }

            at += step;
        }

        return left ?? words;
    }

    public static bool TakesTime(Word word) => word.End - word.Start >= Instant;

    private static int RunAt(IReadOnlyList<Word> words, int at)
    {
        var end = at;
        while (end < words.Count && !TakesTime(words[end]))
        {
            end++;
        }

        return end - at;
    }
}
