using LiveCaptions.Captions.Text;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Cues;

/// <summary>
/// Where a final ends in what is shown: the cues in front are its own, those behind stay open with what is recognised there.
/// </summary>
/// <param name="Front">Cues that the final ends; the last may have been cut.</param>
/// <param name="Behind">Cues that stay open, with the words that are shown there or are to be.</param>
/// <param name="Words">All that is shown behind the border; more than <paramref name="Behind"/> holds where no
/// cue is there to take it.</param>
internal sealed record CueBorder(IReadOnlyList<CueDraft> Front, IReadOnlyList<CueDraft> Behind, IReadOnlyList<Word> Words)
{
    /// <summary>So few words look lost in a cue of their own.</summary>
    private const int Orphans = 2;

    public static CueBorder Of(Transcript final, IReadOnlyList<CueDraft> open, CueSplitter splitter)
    {
        var shown = open.SelectMany(c => c.Words).ToList();
        var border = Find(final, shown);
        var (whole, inside) = (0, border);
        while (whole < open.Count && open[whole].Words.Count <= inside)
        {
            inside -= open[whole++].Words.Count;
        }

        CueDraft[] front = [.. open.Take(whole)];
        CueDraft[] behind = [.. open.Skip(whole)];
        if (inside > 0)
        {
            (front, behind) = Fits(final, inside, front, splitter)
                ? (front, [behind[0].Holding([.. behind[0].Words.Skip(inside)]), .. behind.Skip(1)])
                : Cut(front, behind, inside);
        }

        return new CueBorder(front, behind, [.. shown.Skip(border)]);
    }

    /// <summary>How many of the shown words are the final's.</summary>
    private static int Find(Transcript final, List<Word> shown)
    {
        var match = WordAlignment.Match(
            [.. final.Words.Concat(final.Next).Select(w => w.Text)],
            [.. shown.Select(w => w.Text)]);
        return WordAlignment.MapBoundary(match, final.Words.Count, shown.Count);
    }

    /// <summary>Whether the cues in front have room for the few words of the final that are shown in the cue behind them.</summary>
    private static bool Fits(Transcript final, int inside, CueDraft[] front, CueSplitter splitter) =>
        inside <= Orphans && front.Length > 0 && splitter.Split(final.Words, front, final.Words.Count, isFinal: true).Count <= front.Length;

    private static (CueDraft[] Front, CueDraft[] Behind) Cut(CueDraft[] front, CueDraft[] behind, int inside)
    {
        var (cut, others) = (behind[0], behind[1..]);
        if (others.Length > 0)
        {
            others[0] = others[0].Holding([.. cut.Words.Skip(inside), .. others[0].Words]);
        }

        return ([.. front, cut.Holding([.. cut.Words.Take(inside)])], others);
    }
}
