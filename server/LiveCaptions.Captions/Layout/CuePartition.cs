using LiveCaptions.Captions.Text;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Layout;

/// <summary>
/// Where words are parted into cues: the cheapest of all ways, by dynamic programming over the break positions.
/// A cost says how much a reader minds, in <see cref="PhraseBoundary"/>'s units (0 a sentence end, 12 between article and noun).
/// </summary>
internal sealed class CuePartition
{
    /// <summary>Every further cue: few full ones read more calmly than many short ones.</summary>
    private const double CueCost = 8;

    /// <summary>How much worse a torn phrase is between cues than between lines.</summary>
    private const double BoundaryWeight = 2;

    /// <summary>A sentence that begins in the middle of a cue.</summary>
    private const double InnerSentenceCost = 5;

    /// <summary>Per second of silence inside a cue beyond <see cref="ShortPause"/>.</summary>
    private const double InnerPauseCost = 30;

    /// <summary>Milliseconds; a pause this long excuses a cue break anywhere.</summary>
    private const double LongPause = 800;

    /// <summary>Milliseconds that nobody notices.</summary>
    private const double ShortPause = 300;

    /// <summary>A single word that is no sentence of its own.</summary>
    private const double OrphanCost = 30;

    /// <summary>Per second that a cue lacks for a comfortable reading speed.</summary>
    private const double HurryCost = 40;

    /// <summary>Per second that a cue lacks for the highest reading speed: its neighbours would have to move.</summary>
    private const double LackCost = 150;

    private readonly List<PublishedWord> _words;
    private readonly PublishingLimits _limits;
    private readonly int[] _widths;
    private readonly double[] _boundaries;
    private readonly double[] _breaks;
    private readonly double[] _inner;
    private readonly int[] _columns;

    public CuePartition(List<PublishedWord> words, PublishingLimits limits)
    {
        _words = words;
        _limits = limits;
        _widths = words.Select(w => w.Width).ToArray();
        _boundaries = new double[words.Count];
        _breaks = new double[words.Count];
        _inner = new double[words.Count + 1];
        _columns = new int[words.Count + 1];
        for (var i = 0; i < words.Count; i++)
        {
            _columns[i + 1] = _columns[i] + _widths[i] + 1;
            Weigh(i);
        }
    }

    /// <summary>Words per cue, first to last.</summary>
    public List<int> Lengths()
    {
        var cost = new double[_words.Count + 1];
        var from = new int[_words.Count + 1];
        for (var end = 1; end <= _words.Count; end++)
        {
            cost[end] = double.PositiveInfinity;
            for (var first = end - 1; first >= 0 && Fits(first, end); first--)
            {
                var sum = cost[first] + Cost(first, end);
                if (sum < cost[end])
                {
                    (cost[end], from[end]) = (sum, first);
                }
            }
        }

        var lengths = new List<int>();
        for (var end = _words.Count; end > 0; end = from[end])
        {
            lengths.Add(end - from[end]);
        }

        lengths.Reverse();
        return lengths;
    }

    /// <summary>Words of the first of the two lines of cue [first, end); all of them when one line does.</summary>
    /// <param name="isNamed">Whether the name stands before its text.</param>
    public int FirstLine(int first, int end, bool isNamed) => LineBreak(first, end, isNamed ? _words[first].NameWidth : 0).Length;

    /// <summary>What ending a line, or a cue, after a word costs, and what it costs not to.</summary>
    private void Weigh(int index)
    {
        var word = _words[index];
        var next = index + 1 < _words.Count ? _words[index + 1] : null;
        if (next is null || !next.SharesTurnWith(word))
        {
            _inner[index + 1] = _inner[index];
            return;
        }

        var pause = Math.Max(0, next.Start - word.End);
        _boundaries[index] = PhraseBoundary.Cost(word.Text, next.Text);
        _breaks[index] = BoundaryWeight * _boundaries[index] * Math.Max(0, 1 - (pause / LongPause));
        _inner[index + 1] = _inner[index]
            + (Sentence.EndsWith(word.Text) ? InnerSentenceCost : 0)
            + (Math.Max(0, pause - ShortPause) / 1000 * InnerPauseCost);
    }

    /// <summary>Whether words [first, end) may be one cue at all. When they may not, no longer row with the same end may.</summary>
    private bool Fits(int first, int end)
    {
        if (end - first == 1)
        {
            return true;
        }

        var (word, next) = (_words[first], _words[first + 1]);
        return word.NameWidth + Columns(first, end) <= (2 * _limits.LineWidth) + 1
            && word.SharesTurnWith(next)
            && _words[end - 1].Start - word.Start < _limits.MaxDuration;
    }

    private double Cost(int first, int end)
    {
        var lines = LineBreak(first, end, _words[first].NameWidth);
        if (lines.Length == 0)
        {
            return double.PositiveInfinity;
        }

        var shown = _words[first].NameWidth + Columns(first, end) - (lines.Length < end - first ? 1 : 0);
        return CueCost + lines.Cost + _breaks[end - 1] + _inner[end - 1]
            - _inner[first] + ReadingCost(first, end, shown) + OrphanCostOf(first, end);
    }

    private double ReadingCost(int first, int end, int shown)
    {
        var until = end < _words.Count ? _words[end].Start : _limits.MediaEnd;
        var time = Math.Min(until - _words[first].Start, _limits.MaxDuration);

        // Where more is lacking than a cue may move, no break helps: words nearby are not to be drawn into it.
        var hurry = Math.Clamp(_limits.Comfortable(shown) - time, 0, 2 * _limits.MaxShift) / 1000.0;
        var lack = Math.Clamp(_limits.Least(shown) - time, 0, _limits.MaxShift) / 1000.0;
        return (hurry * HurryCost) + (lack * LackCost);
    }

    private double OrphanCostOf(int first, int end)
    {
        var alone = end - first == 1 && _columns[end] - _columns[first] < _limits.LineWidth / 2;
        var starts = first == 0 || _breaks[first - 1] == 0;
        return alone && !(starts && _breaks[end - 1] == 0) ? OrphanCost : 0;
    }

    private (int Length, double Cost) LineBreak(int first, int end, int nameWidth)
    {
        // A name before the text is as if the first word were wider.
        _widths[first] += nameWidth;
        var found = LineBreaker.FindBreak(_widths.AsSpan(first..end), _boundaries.AsSpan(first..end), _limits.LineWidth);
        _widths[first] -= nameWidth;
        return found;
    }

    private int Columns(int first, int end) => _columns[end] - _columns[first] - 1;
}
