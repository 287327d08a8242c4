using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveCaptions.Captions.Reading;

/// <summary>YouTube's SubViewer (.sbv): times, lines of text, an empty line.</summary>
public sealed partial class SbvReader : ICaptionReader
{
    public IReadOnlyList<string> Extensions { get; } = ["sbv"];

    public CaptionFile Read(ReadOnlySpan<byte> file)
    {
        var cues = new CueList();
        var lines = FileText.Lines(FileText.Decode(file, cues));
        for (var i = 0; i < lines.Length;)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                i++;
                continue;
            }

            var end = Array.FindIndex(lines, i, string.IsNullOrWhiteSpace);
            end = end < 0 ? lines.Length : end;
            if (TimesLine().Match(FileText.Head(lines[i])) is { Success: true } times)
            {
                cues.Add(i + 1, Milliseconds(times, 1), Milliseconds(times, 5), lines[(i + 1)..end]);
            }
            else
            {
                cues.Leave(i + 1, "this is no line of times such as 0:00:01.000,0:00:02.500; what follows is left out");
            }

            i = end;
        }

        return cues.ToFile("SBV file");
    }

    private static long Milliseconds(Match match, int first)
    {
        long Number(int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return (((((Number(first) * 60) + Number(first + 1)) * 60) + Number(first + 2)) * 1000) + Number(first + 3);
    }

    [GeneratedRegex(@"^\s*(\d{1,4}):(\d{1,2}):(\d{1,2})\.(\d{3}),(\d{1,4}):(\d{1,2}):(\d{1,2})\.(\d{3})\s*$",
        RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimesLine();
}
