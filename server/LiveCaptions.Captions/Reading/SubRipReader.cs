using System.Globalization;
using System.Text.RegularExpressions;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Reading;

/// <summary>
/// SubRip (.srt), as players read it: a line of times begins a cue, numbers are not looked at, empty lines within a text are no end.
/// Tags and <c>{\an8}</c> go.
/// </summary>
public sealed partial class SubRipReader : ICaptionReader
{
    /// <summary>Of a cue's text with its markup.</summary>
    private const int MaxText = 20_000;

    public IReadOnlyList<string> Extensions { get; } = ["srt"];

    public CaptionFile Read(ReadOnlySpan<byte> file)
    {
        var cues = new CueList();
        var lines = FileText.Lines(FileText.Decode(file, cues));
        var times = Enumerable.Range(0, lines.Length).Where(i => Arrow().IsMatch(FileText.Head(lines[i]))).ToList();
        if (times.Count == 0 && Array.FindIndex(lines, line => !string.IsNullOrWhiteSpace(line)) is >= 0 and var first)
        {
            throw new CaptionReadException(
                first + 1, "this is no SubRip file: there is no line of times such as 00:00:01,000 --> 00:00:02,500");
        }

        for (var i = 0; i < times.Count; i++)
        {
            var end = i + 1 < times.Count ? EndBefore(lines, times[i] + 1, times[i + 1]) : lines.Length;
            var text = CaptionText.Cut(string.Join('\n', lines[(times[i] + 1)..end]), MaxText);
            if (Times(lines[times[i]]) is { } span)
            {
                cues.Add(times[i] + 1, span.Start, span.End, Markup().Replace(text, "").Split('\n'));
            }
            else
            {
                cues.Leave(times[i] + 1, "these are no times such as 00:00:01,000 --> 00:00:02,500; the cue is left out");
            }
        }

        return cues.ToFile("SubRip file");
    }

    /// <summary>The number of the next cue, in the line before its times, is not of this one's text.</summary>
    private static int EndBefore(string[] lines, int first, int next) =>
        next > first && Number().IsMatch(FileText.Head(lines[next - 1])) ? next - 1 : next;

    private static (long Start, long End)? Times(string line)
    {
        var match = TimesLine().Match(FileText.Head(line));
        return match.Success ? (Milliseconds(match, 1), Milliseconds(match, 5)) : null;
    }

    private static long Milliseconds(Match match, int first)
    {
        var hours = match.Groups[first].Success ? Number(match, first) : 0;
        var rest = match.Groups[first + 3].Value.PadRight(3, '0');
        return (((((hours * 60) + Number(match, first + 1)) * 60) + Number(match, first + 2)) * 1000)
            + int.Parse(rest, CultureInfo.InvariantCulture);
    }

    private static long Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[,.:](\d{1,3})\s*-->\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[,.:](\d{1,3})(?!\d)",
        RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimesLine();

    /// <summary>What begins a cue, be its times right or not; an arrow within a text does not.</summary>
    [GeneratedRegex(@"^\s*-?\d[^\n]*-->", RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^\s*\d+\s*$", RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    /// <summary>What players take for styling, and what they do not show of it.</summary>
    [GeneratedRegex(@"</?(?:i|b|u|s|font|c|v|ruby|rt)(?:[ .][^<>\n]*)?>|\{\\[^{}\n]*\}",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();
}
