using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Reading;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Editing;

/// <summary>
/// A caption file comes home to the session that it was made of, or to another: its cues take the place of the session's at about the same
/// time, which keep their ids, and the times of the words that both have.
/// </summary>
public sealed class FileMerge
{
    /// <summary>Formats have milliseconds, hundredths or frames.</summary>
    private const double SameTime = 0.04;

    /// <summary>A word that is spoken a little outside of where a cue is shown is its word.</summary>
    private const double WordReach = 0.3;

    /// <summary>Nobody says more while one cue is shown: one with more gets no times of words.</summary>
    private const int MaxWords = 1_000;

    /// <summary>
    /// Words of the file held against words of the session, all cues together: some seconds. What comes behind gets no times of words.
    /// </summary>
    private const long MaxComparisons = 200_000_000;

    private readonly List<Cue> _before;
    private readonly TimeSweep<Cue> _near;
    private readonly List<(CueWord Word, double Middle)> _words;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<FileMergeChange> _changes = [];
    private readonly bool _namesSpeakers;
    private long _comparisons;

    private FileMerge(IReadOnlyList<Cue> before, CaptionFile file)
    {
        _before = [.. before.OrderBy(cue => cue.Start)];
        _near = new TimeSweep<Cue>(_before, cue => (cue.Start, cue.End));
        _words =
            [.. _before.SelectMany(cue => cue.Words ?? []).Select(word => (word, (word.Start + word.End) / 2)).OrderBy(word => word.Item2)];
        _namesSpeakers = file.Cues.Any(cue => cue.Speaker is not null);
        foreach (var cue in file.Cues)
        {
            Take(cue);
        }
    }

    /// <param name="before">The session's finals.</param>
    /// <param name="replacesAll">Whether cues of the session that the file has nothing for go; else only those
    /// go that the file's cover.</param>
    public static IReadOnlyList<FileMergeChange> Plan(IReadOnlyList<Cue> before, CaptionFile file, bool replacesAll)
    {
        var merge = new FileMerge(before, file);
        var left = merge._before.Where(cue => !merge._taken.Contains(cue.Id));
        var covers = new TimeSweep<FileCue>(file.Cues, cue => (cue.Start / 1000.0, cue.End / 1000.0));
        var gone = replacesAll ? left : left.Where(cue => IsCovered(cue, covers));
        return [.. merge._changes, .. gone.Select(cue => new FileMergeChange(cue, New: null))];
    }

    /// <summary>The text of a cue of a file on one line.</summary>
    public static string TextOf(FileCue cue) => CaptionText.Clean(string.Join(' ', cue.Lines));

    private static bool IsCovered(Cue cue, TimeSweep<FileCue> by) =>
        by.Near(cue.Start, cue.End).Sum(other => Overlap(cue, other.Start / 1000.0, other.End / 1000.0)) > (cue.End - cue.Start) / 2;

    private void Take(FileCue given)
    {
        var (start, end, text) = (given.Start / 1000.0, given.End / 1000.0, TextOf(given));
        var near = _near.Near(start, end);
        var before = near.Where(cue => !_taken.Contains(cue.Id))
            .Select(cue => (Cue: cue, Share: Share(cue, start, end))).Where(found => found.Share >= 0.5)
            .OrderByDescending(found => found.Share).ThenByDescending(found => found.Cue.Text == text)
            .Select(found => found.Cue).FirstOrDefault();
        if (before is not null)
        {
            _taken.Add(before.Id);
        }

        var speaker = _namesSpeakers ? given.Speaker : near.MaxBy(cue => Overlap(cue, start, end))?.Speaker?.Label;
        if (before is null || !IsSame(before, start, end, text, speaker))
        {
            _changes.Add(new FileMergeChange(before, new FileMergeCue(start, end, text, WordsOf(text, start, end), speaker)));
        }
    }

    private bool IsSame(Cue before, double start, double end, string text, string? speaker) =>
        before.Text == text && Math.Abs(before.Start - start) < SameTime
        && Math.Abs(before.End - end) < SameTime && (!_namesSpeakers || before.Speaker?.Label == speaker);

    /// <summary>Those that the session has keep their times; null where it has none.</summary>
    private IReadOnlyList<CueWord>? WordsOf(string text, double start, double end)
    {
        List<CueWord> spoken = [.. _words.Skip(FirstWord(start - WordReach))
            .TakeWhile(word => word.Middle <= end + WordReach).Take(MaxWords + 1).Select(word => word.Word)];
        var words = CaptionText.Words(text);
        if (spoken.Count is 0 or > MaxWords || words.Length > MaxWords
            || (_comparisons += (long)spoken.Count * words.Length) > MaxComparisons)
        {
            return null;
        }

        if (!WordAlignment.Match([.. spoken.Select(word => word.Text)], words).Any(found => found >= 0))
        {
            return null;
        }

        return [.. CueCorrection.Retime(start, end, spoken, words)
            .Select(word => word with { Start = Math.Clamp(word.Start, start, end), End = Math.Clamp(word.End, start, end) })];
    }

    /// <summary>What both last together, of what either does.</summary>
    private static double Share(Cue cue, double start, double end) =>
        Overlap(cue, start, end) / Math.Max(0.001, Math.Max(cue.End, end) - Math.Min(cue.Start, start));

    private static double Overlap(Cue cue, double start, double end) => Math.Max(0, Math.Min(cue.End, end) - Math.Max(cue.Start, start));

    /// <summary>The index of the first word that is spoken no earlier.</summary>
    private int FirstWord(double middle)
    {
        var (low, high) = (0, _words.Count);
        while (low < high)
        {
            var half = (low + high) / 2;
            (low, high) = _words[half].Middle < middle ? (half + 1, high) : (low, half);
        }

        return low;
    }
}
