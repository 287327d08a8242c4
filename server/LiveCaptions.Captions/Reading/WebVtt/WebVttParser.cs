using System.Text;

namespace LiveCaptions.Captions.Reading.WebVtt;

/// <summary>The blocks of a WebVTT file, as the standard collects them (6.1): what is no cue is passed over.</summary>
internal sealed class WebVttParser
{
    private readonly string[] _lines;
    private readonly HashSet<string> _regions = new(StringComparer.Ordinal);
    private readonly List<WebVttCue> _cues = [];
    private int _next;

    private WebVttParser(string[] lines) => _lines = lines;

    /// <summary>Lines with an arrow that are no times of a cue, from 1.</summary>
    public List<int> BadTimes { get; } = [];

    public IReadOnlyList<WebVttCue> Cues => _cues;

    /// <param name="text">Without a byte order mark.</param>
    /// <returns>Null where the text does not begin as such files do.</returns>
    public static WebVttParser? TryParse(string text)
    {
        var lines = FileText.Lines(text.Replace('\0', '\ufffd'));
        if (!lines[0].StartsWith("WEBVTT", StringComparison.Ordinal) || (lines[0].Length > 6 && lines[0][6] is not (' ' or '\t')))
        {
            return null;
        }

        var parser = new WebVttParser(lines) { _next = 1 };
        if (parser._next < lines.Length && lines[1].Length > 0)
        {
            parser.Collect(inHeader: true);
        }

        while (parser._next < lines.Length)
        {
            if (lines[parser._next].Length == 0)
            {
                parser._next++;
            }
            else
            {
                parser.Collect(inHeader: false);
            }
        }

        return parser;
    }

    private void Collect(bool inHeader)
    {
        var (buffer, count, seenArrow, isRegion) = (new StringBuilder(), 0, false, false);
        WebVttCue? cue = null;
        for (; _next < _lines.Length; _next++)
        {
            var line = _lines[_next];
            count++;
            if (line.Contains("-->", StringComparison.Ordinal))
            {
                if (inHeader || !(count == 1 || (count == 2 && !seenArrow)))
                {
                    // The next block begins here.
                    break;
                }

                (seenArrow, cue) = (true, ParseTimes(line, id: buffer.ToString()));
                buffer.Clear();
            }
            else if (line.Length == 0)
            {
                break;
            }
            else
            {
                if (!inHeader && count == 2 && !seenArrow && IsRegion(buffer.ToString()))
                {
                    isRegion = true;
                    buffer.Clear();
                }

                buffer.Append(buffer.Length > 0 ? "\n" : "").Append(line);
            }
        }

        if (cue is not null)
        {
            _cues.Add(cue with { Text = buffer.ToString() });
        }
        else if (isRegion)
        {
            AddRegion(buffer.ToString());
        }
    }

    private WebVttCue? ParseTimes(string line, string id)
    {
        if (WebVttTimes.Parse(line) is not (var start, var end, var settings))
        {
            BadTimes.Add(_next + 1);
            return null;
        }

        return new WebVttCue(_next + 1, id, start, end, WebVttSettings.Parse(settings, _regions), "");
    }

    private bool IsRegion(string line) =>
        _cues.Count == 0 && line.StartsWith("REGION", StringComparison.Ordinal) && string.IsNullOrWhiteSpace(line[6..]);

    private void AddRegion(string settings)
    {
        if (settings.Split([' ', '\t', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries)
            .LastOrDefault(setting => setting.StartsWith("id:", StringComparison.Ordinal)) is { Length: > 3 } id)
        {
            _regions.Add(id[3..]);
        }
    }
}
