using System.Globalization;
using System.Text.RegularExpressions;
using LiveCaptions.Captions.Line21;
using LiveCaptions.Captions.Reading.Scc;

namespace LiveCaptions.Captions.Reading;

/// <summary>
/// Scenarist Closed Captions (.scc): what a decoder of CEA-608's first channel would show, and when. Colors and places go.
/// </summary>
public sealed partial class SccReader : ICaptionReader
{
    /// <summary>Words of a line: ten minutes.</summary>
    private const int MaxWords = 18_000;

    public IReadOnlyList<string> Extensions { get; } = ["scc"];

    public CaptionFile Read(ReadOnlySpan<byte> file)
    {
        var cues = new CueList();
        var lines = FileText.Lines(FileText.Decode(file, cues));
        if (!lines[0].TrimStart().StartsWith("Scenarist_SCC", StringComparison.OrdinalIgnoreCase))
        {
            throw new CaptionReadException(1, "this is no SCC file: the first line is not Scenarist_SCC V1.0");
        }

        var decoder = new Line21Decoder(cues);
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0)
            {
                ReadLine(decoder, cues, i + 1, line);
            }
        }

        decoder.End();
        return cues.ToFile("SCC file");
    }

    private static void ReadLine(Line21Decoder decoder, CueList cues, int number, string line)
    {
        var space = line.IndexOfAny([' ', '\t']);
        if (space < 0 || DropFrame.Parse(line[..space]) is not { } frame)
        {
            cues.Leave(number, "this line does not begin with a time code such as 00:00:01;15; it is left out");
            return;
        }

        var (bad, at) = (0, 0);
        foreach (var word in line[space..].Split([' ', '\t'], MaxWords + 1, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            if (Word().IsMatch(word))
            {
                var code = int.Parse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                bad += Parity.IsRight(code >> 8) && Parity.IsRight(code) ? 0 : 1;
                decoder.Take(number, frame + at, code & 0x7F7F);
            }
            else
            {
                bad++;
            }

            at++;
        }

        if (bad > 0)
        {
            cues.Leave(number, $"{bad} words are no four hexadecimal digits with odd parity; letters may be wrong");
        }
    }

    [GeneratedRegex(@"^[0-9A-Fa-f]{4}$", RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
