using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Reading;

/// <summary>The cues that a reader finds, and what it leaves out, bounded.</summary>
internal sealed class CueList
{
    /// <summary>A cue every third of a second for ten hours.</summary>
    private const int MaxCues = 100_000;
    private const int MaxFaults = 20;
    private const int MaxLines = 20;
    private const int MaxLineLength = 2_000;
    private const int MaxNameLength = 100;

    /// <summary>Milliseconds: times beyond are none of captions, and would not fit into time codes of two digits.</summary>
    private const long MaxTime = 100 * 3_600_000L;

    private readonly List<FileCue> _cues = [];
    private readonly List<string> _faults = [];
    private int _left;

    public int Count => _cues.Count;

    /// <summary>Adds a cue; one that shows nothing, or at no time, is left out.</summary>
    /// <param name="line">Of its times, from 1.</param>
    /// <exception cref="CaptionReadException">There are more than are read.</exception>
    public void Add(int line, long start, long end, IEnumerable<string> text, string? speaker = null)
    {
        var lines = text.Select(shown => CaptionText.Clean(CaptionText.Cut(shown, MaxLineLength)))
            .Where(shown => shown.Length > 0).Take(MaxLines).ToList();
        if (lines.Count == 0)
        {
            Leave(line, "the cue has no text and is left out");
        }
        else if (start < 0 || end <= start || end > MaxTime)
        {
            Leave(line, end > MaxTime
                ? "the cue ends after more than 100 hours and is left out"
                : "the cue does not end after it starts and is left out; correct its times");
        }
        else if (_cues.Count == MaxCues)
        {
            throw new CaptionReadException(line, $"there are more than {MaxCues} cues; split the file");
        }
        else
        {
            var name = CaptionText.Clean(CaptionText.Cut(speaker ?? "", MaxNameLength));
            _cues.Add(new FileCue(start, end, lines, name.Length == 0 ? null : name));
        }
    }

    /// <summary>Says that something is left out or guessed.</summary>
    public void Leave(int line, string what)
    {
        _left++;
        if (_left <= MaxFaults)
        {
            _faults.Add($"line {line}: {what}");
        }
    }

    /// <param name="kind">What the file was to be, such as "SubRip file".</param>
    /// <exception cref="CaptionReadException">There is no cue, but what looked like some.</exception>
    public CaptionFile ToFile(string kind, string? language = null)
    {
        if (_cues.Count == 0 && _faults.Count > 0)
        {
            throw new CaptionReadException($"there is no cue in this {kind}: {_faults[^1]}");
        }

        if (_left > MaxFaults)
        {
            _faults.Add($"and {_left - MaxFaults} more");
        }

        var tag = CaptionText.Clean(CaptionText.Cut(language ?? "", MaxNameLength));
        return new CaptionFile { Cues = [.. _cues.OrderBy(cue => cue.Start)], Language = tag.Length == 0 ? null : tag, Faults = _faults };
    }
}
