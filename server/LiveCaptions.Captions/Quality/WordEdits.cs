using System.Buffers;

namespace LiveCaptions.Captions.Quality;

/// <summary>
/// Aligns two texts by the fewest errors (Levenshtein distance of words). Texts of more than <see cref="Window"/> words are aligned
/// piece by piece, cut where both say the same for a while: memory stays at some megabytes, and the time grows with the length.
/// </summary>
public static class WordEdits
{
    /// <summary>Words of either text that are compared at once.</summary>
    public const int Window = 2_000;

    /// <summary>Words in a row that both have: no better way leads around so many.</summary>
    private const int Anchor = 8;

    /// <returns>In the order of both texts.</returns>
    public static IReadOnlyList<WordEdit> Between(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis)
    {
        var edits = new List<WordEdit>(Math.Max(reference.Count, hypothesis.Count));
        for (int from = 0, at = 0; from < reference.Count || at < hypothesis.Count;)
        {
            if (from < reference.Count && at < hypothesis.Count && reference[from] == hypothesis[at])
            {
                // No better way begins with anything else; and texts that hardly differ take hardly any time.
                edits.Add(new WordEdit(WordEditKind.Same, from++, at++));
                continue;
            }

            var (rows, columns) = (Math.Min(Window, reference.Count - from), Math.Min(Window, hypothesis.Count - at));
            var path = Align(reference, from, rows, hypothesis, at, columns);
            var isLast = from + rows == reference.Count && at + columns == hypothesis.Count;
            var taken = isLast ? path.Count : CutOf(path, from + (rows * 3 / 4), at + (columns * 3 / 4));
            foreach (var edit in path.Take(taken))
            {
                edits.Add(edit);
                from += edit.Kind == WordEditKind.Insertion ? 0 : 1;
                at += edit.Kind == WordEditKind.Deletion ? 0 : 1;
            }
        }

        return edits;
    }

    /// <summary>
    /// Steps up to the middle of the last stretch that both have, before the given places; half of all where there is none.
    /// </summary>
    private static int CutOf(List<WordEdit> path, int reference, int hypothesis)
    {
        var run = 0;
        for (var i = path.Count - 1; i >= 0; i--)
        {
            run = path[i].Kind == WordEditKind.Same && path[i].Reference < reference && path[i].Hypothesis < hypothesis ? run + 1 : 0;
            if (run == Anchor)
            {
                return i + (Anchor / 2);
            }
        }

        return Math.Max(1, path.Count / 2);
    }

    private static List<WordEdit> Align(
        IReadOnlyList<string> reference, int from, int rows, IReadOnlyList<string> hypothesis, int at, int columns)
    {
        var width = columns + 1;
        var steps = ArrayPool<byte>.Shared.Rent((rows + 1) * width);
        try
        {
            Fill(reference, from, rows, hypothesis, at, columns, steps);
            var path = new List<WordEdit>();
            for (int i = rows, j = columns; i > 0 || j > 0;)
            {
                var kind = i == 0 ? WordEditKind.Insertion : j == 0 ? WordEditKind.Deletion : (WordEditKind)steps[(i * width) + j];
                i -= kind == WordEditKind.Insertion ? 0 : 1;
                j -= kind == WordEditKind.Deletion ? 0 : 1;
                path.Add(new WordEdit(kind, from + i, at + j));
            }

            path.Reverse();
            return path;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(steps);
        }
    }

    /// <summary>The last step of the cheapest way to each cell: from the pair before it, by a deletion, or by an insertion.</summary>
    private static void Fill(
        IReadOnlyList<string> reference, int from, int rows, IReadOnlyList<string> hypothesis, int at, int columns, byte[] steps)
    {
        var row = Enumerable.Range(0, columns + 1).ToArray();
        var above = new int[columns + 1];
        for (var i = 1; i <= rows; i++)
        {
            (above, row) = (row, above);
            row[0] = i;
            var word = reference[from + i - 1];
            for (var j = 1; j <= columns; j++)
            {
                var same = string.Equals(word, hypothesis[at + j - 1], StringComparison.Ordinal);
                var (pair, deletion, insertion) = (above[j - 1] + (same ? 0 : 1), above[j] + 1, row[j - 1] + 1);
                (row[j], var kind) = pair <= deletion && pair <= insertion
                    ? (pair, same ? WordEditKind.Same : WordEditKind.Substitution)
                    : deletion <= insertion ? (deletion, WordEditKind.Deletion) : (insertion, WordEditKind.Insertion);
                steps[(i * (columns + 1)) + j] = (byte)kind;
            }
        }
    }
}
