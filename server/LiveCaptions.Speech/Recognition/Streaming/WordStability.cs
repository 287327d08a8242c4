namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Which words of an interim will probably stay: the ones that are likely, those that two consecutive hypotheses begin with
/// (LocalAgreement-2, https://arxiv.org/abs/2005.11185) and that are not doubtful, and those that four in a row begin with. Chosen
/// on read speech: half of the words are shown with the sound of 0.47 s behind them, 19 of 20 with 1.69 s, and 3.5 % are taken back; from
/// 0.95 and 0.7 on 0.58, 1.81 and 1.9 %, from 0.9 on and all that two agree on 0.44, 1.58 and 4.6 %.
/// </summary>
internal sealed class WordStability
{
    /// <summary>From here on a word may become final though no second decode has said it.</summary>
    private const float Sure = 0.95f;

    private const float Likely = 0.9f;
    private const float NotDoubtful = 0.6f;
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

    private static bool IsStable(Word word, int agreed) =>
        word.Confidence > Likely || agreed >= Often || (agreed > 0 && word.Confidence > NotDoubtful);

    private static ReadOnlySpan<char> Bare(string word) => word.AsSpan().Trim(".,;:!?…\"'-–—");
}
