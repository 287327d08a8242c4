using LiveCaptions.Captions.Text;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Cues;

/// <summary>Shares an utterance's words out to its cues, keeping the cues that are shown already where they are.</summary>
internal sealed class CueSplitter(CueOptions options)
{
    /// <summary>
    /// What leaving a whole cue empty would cost, in <see cref="PhraseBoundary"/>'s units: a sentence end is worth a third of a cue.
    /// </summary>
    private const double EmptyCost = 20;

    /// <summary>A last cue of one or two words looks lost.</summary>
    private const double OrphanCost = 8;

    private readonly int _capacity = options.LineWidth * options.Lines;

    /// <summary>One list of words per cue: first those of <paramref name="open"/>, then new ones.</summary>
    /// <param name="stable">How many leading words will stay: only their punctuation is believed.</param>
    /// <param name="isFinal">Cues may then end up without words, or lose some to the next.</param>
    public List<IReadOnlyList<Word>> Split(IReadOnlyList<Word> words, IReadOnlyList<CueDraft> open, int stable, bool isFinal)
    {
        var text = words.Select(w => w.Text).ToArray();
        var widths = Array.ConvertAll(text, w => DisplayWidth.Of(w));
        var ends = SettledEnds(text, open, isFinal);
        var cues = new List<IReadOnlyList<Word>>();
        for (var first = 0; first < words.Count;)
        {
            var index = cues.Count;
            var end = index < ends.Length ? Math.Max(ends[index], first) : words.Count;
            end = isFinal ? Math.Min(end, SpeakerEnd(words, first)) : end;
            var shown = index < open.Count ? open[index].Words.Count : 1;
            var length = end == first ? 0 : Length(text, widths, first, end, shown, stable, isFinal);
            cues.Add(words.Skip(first).Take(length).ToList());
            first += length;
        }

        return cues;
    }

    /// <summary>
    /// How many of the leading words fill whole cues, cut as interims are that grow word by word: where a sentence that fills half the cue
    /// ends, else where the cue is full. The last cue may still grow, and does not count.
    /// </summary>
    public int Whole(IReadOnlyList<Word> words)
    {
        var text = words.Select(w => w.Text).ToArray();
        var widths = Array.ConvertAll(text, w => DisplayWidth.Of(w));
        var first = 0;
        for (var end = 1; end < text.Length; end++)
        {
            if (Fitting(widths, first, end + 1) == end - first || SentenceEnd(text, widths, first, end - first, end - first, end) > 0)
            {
                first = end;
            }
        }

        return first;
    }

    /// <summary>Index of the first word that somebody else says; words that may be anybody's belong to who spoke before.</summary>
    private static int SpeakerEnd(IReadOnlyList<Word> words, int first)
    {
        int? speaker = null;
        for (var i = first; i < words.Count; i++)
        {
            if (words[i].Speaker is { } label && (speaker ??= label.Number) != label.Number)
            {
                return i;
            }
        }

        return words.Count;
    }

    /// <summary>Where each shown cue but the last ends, as an index in the new words.</summary>
    private static int[] SettledEnds(string[] text, IReadOnlyList<CueDraft> open, bool isFinal)
    {
        if (open.Count < 2)
        {
            return [];
        }

        var match = WordAlignment.Match(open.SelectMany(c => c.Words).Select(w => w.Text).ToArray(), text);
        var ends = new int[open.Count - 1];
        for (int i = 0, boundary = 0, last = 0; i < ends.Length; i++)
        {
            boundary += open[i].Words.Count;
            var end = WordAlignment.MapBoundary(match, boundary, text.Length);

            // Every cue that is shown keeps at least a word until the final.
            last = isFinal ? Math.Max(last, end) : Math.Clamp(end, last + 1, text.Length - (ends.Length - i));
            ends[i] = last;
        }

        return ends;
    }

    /// <summary>How many of the words [first, end) the cue takes: all if they fit, else up to the best boundary.</summary>
    private int Length(string[] text, int[] widths, int first, int end, int shown, int stable, bool isFinal)
    {
        var fitting = Fitting(widths, first, end);
        var isLast = end == text.Length;
        if (isLast && SentenceEnd(text, widths, first, fitting, shown, stable) is > 0 and var sentence)
        {
            return sentence;
        }

        return fitting == end - first ? fitting : BestLength(text, widths, first, fitting, Math.Min(shown, fitting), isFinal);
    }

    private int Fitting(int[] widths, int first, int end)
    {
        var length = 1;
        while (first + length < end && LineBreaker.CountLines(widths.AsSpan(first, length + 1), options.LineWidth) <= options.Lines)
        {
            length++;
        }

        return length;
    }

    /// <summary>Length up to the last sentence end that will stay and fills half the cue; 0 when there is none.</summary>
    private int SentenceEnd(string[] text, int[] widths, int first, int fitting, int shown, int stable)
    {
        for (var length = Math.Min(fitting, stable - first); length >= shown && length > 0; length--)
        {
            if (first + length < text.Length && Sentence.EndsWith(text[first + length - 1]))
            {
                return Columns(widths, first, length) * 2 >= _capacity ? length : 0;
            }
        }

        return 0;
    }

    private int BestLength(string[] text, int[] widths, int first, int fitting, int shown, bool isFinal)
    {
        var best = fitting;
        var lowest = double.PositiveInfinity;
        for (var length = fitting; length >= shown; length--)
        {
            var next = first + length;
            var cost = EmptyCost * (_capacity - Columns(widths, first, length)) / _capacity;
            cost += next < text.Length ? PhraseBoundary.Cost(text[next - 1], text[next]) : 0;
            cost += isFinal && text.Length - next is 1 or 2 ? OrphanCost : 0;
            if (cost < lowest)
            {
                (best, lowest) = (length, cost);
            }
        }

        return best;
    }

    private static int Columns(int[] widths, int first, int length)
    {
        var columns = length - 1;
        foreach (var width in widths.AsSpan(first, length))
        {
            columns += width;
        }

        return columns;
    }
}
