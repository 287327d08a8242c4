namespace LiveCaptions.Captions.Text;

/// <summary>Breaks a cue's text into lines where a reader expects it.</summary>
public static class LineBreaker
{
    /// <summary>What a column of difference between the two lines costs, in <see cref="PhraseBoundary"/>'s units.</summary>
    private const double ImbalanceCost = 0.15;

    /// <summary>A lower line longer than the upper one is easier on the eye (Netflix: pyramid), so the other way costs a little.</summary>
    private const double TopHeavyCost = 0.5;

    /// <summary>One line where it fits, else two at the best place; as many as it takes where two lines do not hold the text.</summary>
    /// <param name="lineWidth">Columns per line (<see cref="DisplayWidth"/>). A longer word gets a line of its own, unbroken.</param>
    public static IReadOnlyList<string> Break(string text, int lineWidth = 42)
    {
        var words = CaptionText.Words(text);
        if (words.Length == 0)
        {
            return [];
        }

        var widths = Array.ConvertAll(words, w => DisplayWidth.Of(w));
        var costs = new double[words.Length];
        for (var i = 0; i + 1 < words.Length; i++)
        {
            costs[i] = PhraseBoundary.Cost(words[i], words[i + 1]);
        }

        return FindBreak(widths, costs, lineWidth) switch
        {
            { Length: var length } when length == words.Length => [string.Join(' ', words)],
            { Length: > 0 and var first } => [string.Join(' ', words[..first]), string.Join(' ', words[first..])],
            _ => Fill(words, widths, lineWidth),
        };
    }

    /// <summary>Lines that text takes at least, when each is filled up.</summary>
    public static int CountLines(ReadOnlySpan<int> widths, int lineWidth)
    {
        var lines = 0;
        var free = -1;
        foreach (var width in widths)
        {
            if (width + 1 > free)
            {
                lines++;
                free = lineWidth - width;
            }
            else
            {
                free -= width + 1;
            }
        }

        return lines;
    }

    /// <summary>The best break of words into one or two lines.</summary>
    /// <param name="widths">Columns of each word.</param>
    /// <param name="boundaryCosts">Cost of a break after each word; the last is not used.</param>
    /// <returns>Words of the first line (all of them when one line does) and the break's cost; length 0 when two lines
    /// do not hold the words.</returns>
    internal static (int Length, double Cost) FindBreak(ReadOnlySpan<int> widths, ReadOnlySpan<double> boundaryCosts, int lineWidth)
    {
        var total = -1;
        foreach (var width in widths)
        {
            total += width + 1;
        }

        if (total <= lineWidth)
        {
            return (widths.Length, 0);
        }

        var best = (Length: 0, Cost: double.PositiveInfinity);
        var top = -1;
        for (var i = 0; i + 1 < widths.Length; i++)
        {
            top += widths[i] + 1;
            var bottom = total - top - 1;
            if (top > lineWidth)
            {
                break;
            }

            var cost = boundaryCosts[i] + (Math.Abs(top - bottom) * ImbalanceCost) + (top > bottom ? TopHeavyCost : 0);
            if (bottom <= lineWidth && cost < best.Cost)
            {
                best = (i + 1, cost);
            }
        }

        return best;
    }

    private static List<string> Fill(string[] words, int[] widths, int lineWidth)
    {
        var lines = new List<string>();
        var first = 0;
        for (var i = 1; i <= words.Length; i++)
        {
            if (i == words.Length || CountLines(widths.AsSpan(first, i + 1 - first), lineWidth) > 1)
            {
                lines.Add(string.Join(' ', words[first..i]));
                first = i;
            }
        }

        return lines;
    }
}
