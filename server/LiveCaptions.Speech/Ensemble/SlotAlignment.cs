using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Ensemble;

/// <summary>
/// The cheapest way to lay words over slots, in order. Only what is said at about the same time comes together, so time and memory grow
/// with the length of what is said.
/// </summary>
internal sealed class SlotAlignment
{
    private const byte Both = 0;
    private const byte SlotAlone = 1;
    private const byte WordAlone = 2;

    /// <summary>In samples: farther apart nothing is the same word, whatever its letters.</summary>
    private const long Reach = 2 * AudioFormat.SampleRate;

    /// <summary>Another word costs 1: two beside each other are one that is heard in two ways, not one too many and one missing.</summary>
    private const double Alone = 0.75;

    /// <summary>Of a second apart: of two words of the same letters the nearer one is taken.</summary>
    private const double Apart = 0.1;

    private readonly IReadOnlyList<Word?[]> _slots;
    private readonly IReadOnlyList<Word> _words;
    private readonly int[] _from;
    private readonly byte[][] _steps;

    private SlotAlignment(IReadOnlyList<Word?[]> slots, IReadOnlyList<Word> words)
    {
        (_slots, _words) = (slots, words);
        _from = new int[slots.Count + 1];
        _steps = new byte[slots.Count + 1][];
        Fill();
    }

    /// <returns>Steps: a slot and a word, or one of them alone.</returns>
    public static IReadOnlyList<(int? Slot, int? Word)> Of(IReadOnlyList<Word?[]> slots, IReadOnlyList<Word> words) =>
        new SlotAlignment(slots, words).Path();

    /// <summary>A row per slot, of as many columns as there are words at about its time.</summary>
    private void Fill()
    {
        var (slotTimes, wordTimes) = (Rising(_slots.Select(Middle)), Rising(_words.Select(Middle)));
        double[] above = [];
        for (int i = 0, first = 0, last = 0; i <= _slots.Count; i++)
        {
            first = i == 0 ? 0 : Behind(wordTimes, first, slotTimes[i - 1] - Reach);
            last = i == _slots.Count ? _words.Count : Behind(wordTimes, last, slotTimes[i] + Reach + 1);
            (_from[i], _steps[i]) = (first, new byte[last - first + 1]);
            var row = new double[last - first + 1];
            for (var j = first; j <= last; j++)
            {
                (row[j - first], _steps[i][j - first]) = Cheapest(i, j, above, row);
            }

            above = row;
        }
    }

    private (double Cost, byte Step) Cheapest(int i, int j, double[] above, double[] row)
    {
        if (i == 0 && j == 0)
        {
            return (0, Both);
        }

        var both = i > 0 && j > 0 ? At(above, i - 1, j - 1) + Cost(_slots[i - 1], _words[j - 1]) : double.PositiveInfinity;
        var slot = i > 0 ? At(above, i - 1, j) + Alone : double.PositiveInfinity;
        var word = j > _from[i] ? row[j - 1 - _from[i]] + Alone : double.PositiveInfinity;
        return both <= slot && both <= word ? (both, Both) : slot <= word ? (slot, SlotAlone) : (word, WordAlone);
    }

    private double At(double[] above, int i, int j) =>
        j >= _from[i] && j - _from[i] < above.Length ? above[j - _from[i]] : double.PositiveInfinity;

    private List<(int? Slot, int? Word)> Path()
    {
        var path = new List<(int? Slot, int? Word)>();
        for (int i = _slots.Count, j = _words.Count; i > 0 || j > 0;)
        {
            var step = _steps[i][j - _from[i]];
            i -= step == WordAlone ? 0 : 1;
            j -= step == SlotAlone ? 0 : 1;
            path.Add((step == WordAlone ? null : i, step == SlotAlone ? null : j));
        }

        path.Reverse();
        return path;
    }

    private static double Cost(Word?[] slot, Word word)
    {
        var apart = Math.Abs(Middle(slot) - Middle(word));
        if (apart > Reach)
        {
            return double.PositiveInfinity;
        }

        var isSame = slot.OfType<Word>().Any(other => WordStability.Same(other.Text, word.Text));
        return (isSame ? 0 : 1) + (Apart * AudioFormat.ToSeconds(apart));
    }

    private static long Middle(Word?[] slot) => (long)slot.OfType<Word>().Average(Middle);

    private static long Middle(Word word) => (word.Start + word.End) / 2;

    private static long[] Rising(IEnumerable<long> times)
    {
        var latest = long.MinValue;
        return [.. times.Select(time => latest = Math.Max(latest, time))];
    }

    /// <summary>How many times, of which the first few are known to be so, lie before another.</summary>
    private static int Behind(long[] times, int known, long limit)
    {
        while (known < times.Length && times[known] < limit)
        {
            known++;
        }

        return known;
    }
}
