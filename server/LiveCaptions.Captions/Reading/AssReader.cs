using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Reading;

/// <summary>
/// Sub Station Alpha (.ssa, .ass): the dialogue of its events, without overrides and drawings. Who speaks is in the name field.
/// </summary>
public sealed partial class AssReader : ICaptionReader
{
    /// <summary>Of an event's text with its overrides.</summary>
    private const int MaxText = 20_000;

    /// <summary>The fields that events have unless a Format line says otherwise.</summary>
    private const string UsualFields = "Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text";

    public IReadOnlyList<string> Extensions { get; } = ["ass", "ssa"];

    public CaptionFile Read(ReadOnlySpan<byte> file)
    {
        var cues = new CueList();
        var lines = FileText.Lines(FileText.Decode(file, cues));
        var (fields, inEvents, language, sections) = (AssFields.Of(UsualFields)!, false, (string?)null, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line is ['[', .., ']'])
            {
                inEvents = line.Equals("[Events]", StringComparison.OrdinalIgnoreCase);
                sections++;
            }
            else if (Value(line, "Language:") is { } tag && !inEvents)
            {
                language = tag;
            }
            else if (inEvents && Value(line, "Format:") is { } names)
            {
                fields = AssFields.Of(names)
                    ?? throw new CaptionReadException(i + 1, $"Format names more than {AssFields.Max} fields; events have about ten");
            }
            else if (inEvents && Value(line, "Dialogue:") is { } dialogue)
            {
                AddCue(cues, i + 1, fields, dialogue);
            }
        }

        if (sections == 0 && Array.FindIndex(lines, line => !string.IsNullOrWhiteSpace(line)) is >= 0 and var first)
        {
            throw new CaptionReadException(first + 1, "this is no ASS file: there is no section such as [Events]");
        }

        return cues.ToFile("ASS file", language);
    }

    private static string? Value(string line, string key) =>
        line.StartsWith(key, StringComparison.OrdinalIgnoreCase) ? line[key.Length..].TrimStart() : null;

    private static void AddCue(CueList cues, int line, AssFields fields, string dialogue)
    {
        var values = dialogue.Split(',', fields.Count);
        if (Field(fields.Start) is not { } start || Field(fields.End) is not { } end
            || Field(fields.Text) is not { } text || Milliseconds(start) is not { } from || Milliseconds(end) is not { } to)
        {
            cues.Leave(line, "this event lacks fields, or its times are none such as 0:00:01.00; it is left out");
            return;
        }

        cues.Add(line, from, to, Shown(CaptionText.Cut(text, MaxText)).Split('\n'), Field(fields.Name) ?? Field(fields.Actor));

        string? Field(int at) => at >= 0 && at < values.Length ? values[at] : null;
    }

    /// <summary>Without overrides (<c>{…}</c>) and what is drawn (<c>{\p1}m 0 0…</c>), with line ends.</summary>
    private static string Shown(string text)
    {
        var (shown, isDrawn) = (new StringBuilder(text.Length), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is 'N' or 'n' or 'h' or '{' or '}')
            {
                i++;
                Append(text[i] switch { 'N' or 'n' => '\n', 'h' => '\u00a0', var brace => brace });
            }
            else if (text[i] == '{' && text.IndexOf('}', i) is >= 0 and var end)
            {
                isDrawn = Drawing().Match(text[i..end]) is { Success: true } drawing ? drawing.Groups[1].Value != "0" : isDrawn;
                i = end;
            }
            else
            {
                Append(text[i]);
            }
        }

        return shown.ToString();

        void Append(char letter)
        {
            if (!isDrawn)
            {
                shown.Append(letter);
            }
        }
    }

    private static long? Milliseconds(string time)
    {
        if (Time().Match(time) is not { Success: true } match)
        {
            return null;
        }

        long Number(int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return (((((Number(1) * 60) + Number(2)) * 60) + Number(3)) * 1000)
            + int.Parse(match.Groups[4].Value.PadRight(3, '0'), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\s*(\d{1,4}):(\d{1,2}):(\d{1,2})[.:](\d{1,3})\s*$", RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"\\p(\d)", RegexOptions.ECMAScript, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Drawing();
}
