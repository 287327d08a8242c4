namespace LiveCaptions.Server.Captions;

/// <summary>Which words of an older text are the same in a newer one: the longest common subsequence, letter case and punctuation aside.</summary>
public static class WordAlignment
{
    /// <returns>For each old word the index of its counterpart in <paramref name="after"/>, or -1; counterparts only grow.</returns>
    public static int[] Match(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var old = before.Select(Bare).ToArray();
        var now = after.Select(Bare).ToArray();

        // common[i, j]: matches possible from old word i and new word j on. Identical spelling counts a little more.
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = Math.Max(common[i + 1, j], common[i, j + 1]);
                if (string.Equals(old[i], now[j], StringComparison.OrdinalIgnoreCase))
                {
                    common[i, j] = Math.Max(common[i, j], common[i + 1, j + 1] + Weight(before[i], after[j]));
                }
            }
        }

        return Trace(before, after, common);
    }

    /// <summary>Where a boundary in front of old word <paramref name="index"/> lies in the new words: next to the nearest word both have.</summary>
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

    private static int[] Trace(IReadOnlyList<string> before, IReadOnlyList<string> after, int[,] common)
    {
        var match = new int[before.Count];
        Array.Fill(match, -1);
        for (int i = 0, j = 0; i < before.Count && j < after.Count;)
        {
            if (common[i, j] == common[i + 1, j])
            {
                i++;
            }
            else if (common[i, j] == common[i, j + 1])
            {
                j++;
            }
            else
            {
                match[i++] = j++;
            }
        }

        return match;
    }

    private static int Weight(string before, string after) => string.Equals(before, after, StringComparison.Ordinal) ? 5 : 4;

    private static string Bare(string word)
    {
        var bare = string.Concat(word.Where(char.IsLetterOrDigit));
        return bare.Length > 0 ? bare : word;
    }
}
