namespace LiveCaptions.Captions.Text;

/// <summary>
/// Which words of an older text are the same in a newer one: the longest common subsequence, letter case and punctuation aside.
/// </summary>
public static class WordAlignment
{
    /// <summary>Old words times new ones: 16 MB and some tens of milliseconds. Of more none is found to be the same.</summary>
    private const long MaxComparisons = 4_000_000;

    /// <returns>
    /// For each old word the index of its counterpart in <paramref name="after"/>, or -1; counterparts only grow. All are -1 where there
    /// are more words than can be compared: 2000 old and 2000 new ones can.
    /// </returns>
    public static int[] Match(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var match = new int[before.Count];
        Array.Fill(match, -1);
        if ((long)before.Count * after.Count > MaxComparisons)
        {
            return match;
        }

        var (old, now) = (before.Select(Bare).ToArray(), after.Select(Bare).ToArray());
        var common = CommonLengths(old, now);
        for (int i = 0, j = 0; i < old.Length && j < now.Length;)
        {
            // The earliest counterpart, so that a text which only grew keeps all its places.
            if (IsSame(old[i], now[j]))
            {
                match[i++] = j++;
            }
            else if (common[i, j] == common[i + 1, j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return match;
    }

    /// <summary>
    /// Where a boundary in front of old word <paramref name="index"/> lies in the new words: next to the nearest word both have.
    /// </summary>
    public static int MapBoundary(int[] match, int index, int afterCount)
    {
        for (var distance = 0; distance < match.Length; distance++)
        {
            var right = index + distance;
            if (right < match.Length && match[right] >= 0)
            {
                return Math.Clamp(match[right] - distance, 0, afterCount);
            }

            var left = index - 1 - distance;
            if (left >= 0 && match[left] >= 0)
            {
                return Math.Clamp(match[left] + 1 + distance, 0, afterCount);
            }
        }

        return Math.Min(index, afterCount);
    }

    /// <summary>Whether two words are one, letter case and punctuation aside.</summary>
    public static bool AreSame(string one, string other) => IsSame(Bare(one), Bare(other));

    /// <summary>At [i, j]: how many words from old word i and new word j on can be matched.</summary>
    private static int[,] CommonLengths(string[] old, string[] now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = IsSame(old[i], now[j]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static bool IsSame(string old, string now) => string.Equals(old, now, StringComparison.OrdinalIgnoreCase);

    /// <summary>Letters and digits; the word itself where it has none.</summary>
    private static string Bare(string word)
    {
        var bare = string.Concat(word.Where(char.IsLetterOrDigit));
        return bare.Length > 0 ? bare : word;
    }
}
