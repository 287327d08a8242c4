namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>Which words of an interim will probably stay: those that two consecutive hypotheses begin with (LocalAgreement-2, https://arxiv.org/abs/2005.11185).</summary>
internal static class LocalAgreement
{
    /// <summary>Leading words that both hypotheses agree on; casing and punctuation, which move most, do not count.</summary>
    public static int StableWords(IReadOnlyList<Word> before, IReadOnlyList<Word> now)
    {
        var agreed = 0;
        while (agreed < before.Count && agreed < now.Count && Same(before[agreed].Text, now[agreed].Text))
        {
            agreed++;
        }

        return agreed;
    }

    private static bool Same(string a, string b) => Bare(a).Equals(Bare(b), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Bare(string word) => word.AsSpan().Trim(".,;:!?…\"'-–—");
}
