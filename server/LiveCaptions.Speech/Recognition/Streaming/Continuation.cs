namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Where a hypothesis goes on behind words that are final. The final words are in it once more, heard anew, at times that differ a little:
/// the last of them show where they end; where they are heard otherwise, their time does.
/// </summary>
internal static class Continuation
{
    /// <summary>Words that the place may be away from where the times put it.</summary>
    private const int Reach = 3;

    /// <summary>Final words that are looked for.</summary>
    private const int Longest = 4;

    /// <summary>Samples between the times of what is the same word: 0.6 s.</summary>
    private const long SameTime = AudioFormat.SampleRate * 3 / 5;

    /// <summary>
    /// The words behind the final ones, none of them before these end: a word that is heard there again is none of the final ones.
    /// </summary>
    /// <inheritdoc cref="Find"/>
    public static IReadOnlyList<Word> Behind(IReadOnlyList<Word> final, IReadOnlyList<Word> words, long end) =>
        [.. words.Skip(Find(final, words, end))
            .Select(word => word.Start >= end ? word : word with { Start = end, End = Math.Max(end, word.End) })];

    /// <param name="final">The words that are final, the last ones at least.</param>
    /// <param name="words">The hypothesis, from somewhere before the end of the final words on.</param>
    /// <param name="end">Position where the final words end.</param>
    /// <returns>The index of the first word behind the final ones.</returns>
    public static int Find(IReadOnlyList<Word> final, IReadOnlyList<Word> words, long end)
    {
        var byTime = 0;
        while (byTime < words.Count && Middle(words[byTime]) < end)
        {
            byTime++;
        }

        var (best, most) = (byTime, 0);
        foreach (var at in Enumerable.Range(byTime - Reach, (2 * Reach) + 1)
            .Where(at => at > 0 && at <= words.Count).OrderBy(at => Math.Abs(at - byTime)))
        {
            var matched = Matched(final, words, at);
            if (matched > most)
            {
                (best, most) = (at, matched);
            }
        }

        return best;
    }

    /// <summary>
    /// How many of the last final words stand just before <paramref name="at"/>; none where not one of them is at its time. A word beside
    /// a pause may be heard now before it and now behind it.
    /// </summary>
    private static int Matched(IReadOnlyList<Word> final, IReadOnlyList<Word> words, int at)
    {
        var (matched, inTime) = (0, false);
        while (matched < Math.Min(Longest, Math.Min(at, final.Count))
            && WordStability.Same(final[^(matched + 1)].Text, words[at - 1 - matched].Text))
        {
            inTime |= Math.Abs(Middle(final[^(matched + 1)]) - Middle(words[at - 1 - matched])) <= SameTime;
            matched++;
        }

        return inTime ? matched : 0;
    }

    private static long Middle(Word word) => (word.Start + word.End) / 2;
}
